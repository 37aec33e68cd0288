# Two stages: one installs, the other runs without compilers, caches or tests.
FROM python:3.11-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/venv
COPY requirements.txt constraints.txt /tmp/
RUN /opt/venv/bin/pip install --quiet -c /tmp/constraints.txt -r /tmp/requirements.txt

FROM python:3.11-slim
LABEL org.opencontainers.image.title="Bahith" \
      org.opencontainers.image.description="Search for Arabic news" \
      org.opencontainers.image.licenses="GPL-3.0-or-later"
RUN useradd --system --uid 10001 --home-dir /srv/bahith --shell /usr/sbin/nologin bahith \
 && mkdir -p /data && chown bahith /data
COPY --from=build /opt/venv /opt/venv
WORKDIR /srv/bahith
COPY app.py config.py gunicorn.conf.py LICENSE ./
COPY index index
COPY search search
COPY seeds seeds
# Compiled here, because at run time nothing of the program can be written.
RUN /opt/venv/bin/python -m compileall -q app.py config.py index search
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 FLASK_APP=app HOST=0.0.0.0 PORT=8000 BAHITH_DATA_DIR=/data
USER bahith
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["python", "-c", "import os, urllib.request as u; u.urlopen(f'http://127.0.0.1:{os.environ[\"PORT\"]}/readyz', timeout=4)"]
CMD ["gunicorn"]
