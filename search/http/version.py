"""
The version of the program and of its API, told by `/healthz`, the OpenAPI document and every tag of a kept answer.
"""

VERSION = "0.1.0"
