// What the pages gain where scripts run: completion, finding in long lists, the key «/». Everything works without it.

const WAIT = 150; // milliseconds after the last key before asking

/** Ask for JSON, and forget what was asked before. A failure is no answer. */
function asker() {
  let running = new AbortController();
  return async (url) => {
    running.abort();
    running = new AbortController();
    try {
      const answer = await fetch(url, { signal: running.signal, headers: { Accept: "application/json" } });
      return answer.ok ? await answer.json() : null;
    } catch {
      return null;
    }
  };
}

/** Call `act` when nothing was typed for a while. */
function settled(act) {
  let timer = 0;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(act, WAIT, ...values);
  };
}

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

const language = document.documentElement.lang;
const number = new Intl.NumberFormat(language === "ar" ? "ar-u-nu-arab" : "en");

/** A name from an article, with its own direction and, where it is not the page's, its own language. */
function named(text) {
  const arabic = /[\u0621-\u064a]/.test(text);
  return element("bdi", { ...(arabic && { dir: "rtl" }), ...(arabic && language !== "ar" && { lang: "ar" }) }, text);
}

/** Completion, as an ARIA combobox with a list. */
function complete(form) {
  const input = form.querySelector("input[name=q]");
  const list = element("ul", { class: "listbox", id: `${input.id}-list`, role: "listbox", "aria-label": form.dataset.label });
  const status = element("div", { class: "hidden", role: "status" });
  const ask = asker();
  let active = -1;
  let typed = input.value;
  list.hidden = true;
  form.append(list, status);
  const wired = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
  for (const [key, value] of Object.entries(wired)) input.setAttribute(key, value);

  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const choose = (at) => {
    const options = [...list.children];
    active = at;
    options.forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
    input.value = at < 0 ? typed : options[at].dataset.text;
    if (at < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", options[at].id);
    options[at].scrollIntoView({ block: "nearest" });
  };

  const show = (suggestions) => {
    list.replaceChildren(
      ...suggestions.map((one, i) =>
        element(
          "li",
          { role: "option", id: `${list.id}-${i}`, "aria-selected": "false", "data-text": one.text },
          named(one.text),
          element("span", { class: "kind" }, `${one.type === "actor" ? `${form.dataset.actor} · ` : ""}${number.format(one.count)}`),
        ),
      ),
    );
    active = -1;
    list.hidden = !suggestions.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    status.textContent = suggestions.length ? form.dataset.found.replace("%n", number.format(suggestions.length)) : "";
  };

  const suggest = settled(async () => {
    const q = input.value;
    if (!q.trim()) return close();
    const found = await ask(`${form.dataset.suggest}?${new URLSearchParams({ q, limit: 8, lang: language })}`);
    if (found && input.value === q && document.activeElement === input) show(found.suggestions);
  });

  input.addEventListener("input", () => {
    typed = input.value;
    suggest();
  });
  input.addEventListener("keydown", (event) => {
    const last = list.children.length - 1;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.isComposing) return;
    if (step && !list.hidden) {
      event.preventDefault();
      const next = active + step;
      choose(next > last ? -1 : next < -1 ? last : next);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      input.value = typed;
      close();
    }
  });
  input.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => event.preventDefault()); // keep the focus in the box
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (!option) return;
    input.value = option.dataset.text;
    form.requestSubmit();
  });
}

/** Find values of a facet by how a word of their name begins. */
function findIn(facet) {
  const box = facet.querySelector(".find");
  const groups = facet.querySelector(".groups");
  if (!box || !facet.querySelector(".more")) return; // a short list needs no search
  const input = box.querySelector("input");
  const list = box.querySelector(".found-values");
  const ask = asker();
  const check = facet.querySelector(".check");

  const row = (value) => {
    const url = new URL(location.href);
    url.hash = "";
    url.searchParams.delete("page");
    if (value.selected) url.searchParams.delete(facet.dataset.facet, value.value);
    else url.searchParams.append(facet.dataset.facet, value.value);
    const name = element("span", { class: "name" }, named(value.label));
    const count = element("span", { class: "count" }, number.format(value.count));
    const chosen = value.selected ? { "aria-current": "true", "aria-label": box.dataset.remove.replace("%v", value.label) } : {};
    const pick = element("a", { class: "pick", href: url.href, rel: "nofollow", ...chosen }, check.cloneNode(true), name, " ", count);
    return element("li", { class: value.selected ? "value selected" : "value" }, pick);
  };

  const find = settled(async () => {
    const text = input.value.trim();
    list.hidden = !text;
    groups.hidden = Boolean(text);
    if (!text) return;
    const url = new URL(box.dataset.url, location.href);
    url.searchParams.set("find", text);
    const found = await ask(url);
    if (!found || input.value.trim() !== text) return;
    const rows = found.values.map(row);
    list.replaceChildren(...(rows.length ? rows : [element("li", { class: "nothing" }, box.dataset.nothing)]));
  });

  box.hidden = false;
  input.addEventListener("input", find);
}

document.querySelectorAll("form[data-suggest]").forEach(complete);
document.querySelectorAll("[data-facet]").forEach(findIn);

// An empty field says nothing: it need not stand in the address. Who comes back to the page finds it ready again.
document.querySelectorAll("form.period").forEach((form) => {
  const inputs = form.querySelectorAll("input[type=date]");
  form.addEventListener("submit", () => inputs.forEach((input) => (input.disabled = !input.value)));
  addEventListener("pageshow", () => inputs.forEach((input) => (input.disabled = false)));
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const input = document.getElementById("q");
  if (!input) return;
  event.preventDefault();
  input.focus();
  input.select();
});
