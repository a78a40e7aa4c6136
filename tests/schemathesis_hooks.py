"""Lets generated requests reach the rules: a tag that holds, and people whom the portal knows."""

import itertools

import schemathesis

TURN = itertools.count()
USERS = ["2041", "2107", "2230", "1001"]
READ_ONLY = ["id", "can", "primary", "softwareDeployed"]


@schemathesis.hook
def before_call(context, case, kwargs):
    turn = next(TURN)
    if turn % 4 == 0 or case.headers is None:
        return
    if case.method in ("PATCH", "PUT", "DELETE"):
        create = case.method == "PUT" and case.path.endswith("/{id}") and turn % 2 == 0
        case.headers.pop("If-Match" if create else "If-None-Match", None)
        case.headers["If-None-Match" if create else "If-Match"] = "*"
    if "userCode" in (case.path_parameters or {}):
        case.path_parameters["userCode"] = USERS[turn % len(USERS)]
    if isinstance(case.body, dict):
        for name in READ_ONLY:
            case.body.pop(name, None)
