"""
Recorded exchanges against AWS's own service models, as botocore carries them: requests by what a service would read, answers
by what it may say. Prints one JSON object.

Usage: validate.py RECORDING…   A line of a recording is {request: {method, path, headers, body}, answer: {status, headers,
body}}. In a recording that is called replay….jsonl, requests may be wrong on purpose, as long as they are refused.
"""

import json
import re
import sys
from pathlib import Path

from answers_read import answer_problems
from botocore.exceptions import BotoCoreError
from botocore.parsers import ResponseParserError
from mutations import planted
from requests_read import read_request, service_model
from shapes import beyond, invalid


def check(exchange, mistakes_allowed=False):
    """(service, operation, problems)"""
    request, answer = exchange["request"], exchange["answer"]
    model = service_model(request)
    operation, params, problems = read_request(model, request)
    if operation.input_shape is not None:
        problems += [*invalid(operation.input_shape, params), *beyond(operation.input_shape, params)]
    if mistakes_allowed and answer["status"] >= 400:
        problems = []
    found = [f"request: {each}" for each in problems]
    try:
        found += [f"answer: {each}" for each in answer_problems(model, operation, answer)]
    except (ResponseParserError, ValueError, SyntaxError) as error:
        found.append(f"answer: botocore cannot read it: {error}")
    return model.service_name, operation.name, found


def safely(exchange, mistakes_allowed=False):
    try:
        return check(exchange, mistakes_allowed)
    except (BotoCoreError, ValueError, KeyError, SyntaxError) as error:
        return "?", "?", [f"request: it cannot be read: {type(error).__name__}: {error}"]


def without_ids(text):
    """The same problem of another item or resource is the same problem."""
    return re.sub(r"\[\d+\]", "[]", re.sub(r"[0-9a-f]{8,}", "…", text))


def is_seen(original, mutated):
    """By a problem that the original has not."""
    return any(problem not in original["found"] for problem in safely(mutated)[2])


def main(paths):
    services, problems, good = {}, {}, []
    for path in map(Path, paths):
        for line in path.read_text(encoding="utf-8").splitlines():
            exchange = json.loads(line)
            service, operation, found = safely(exchange, path.name.startswith("replay"))
            services.setdefault(service, {}).setdefault(operation, 0)
            services[service][operation] += 1
            for problem in found:
                text = f"{service}:{operation} [{exchange['answer']['status']}] {without_ids(problem)}"
                problems[text] = problems.get(text, 0) + 1
            if exchange["answer"]["status"] < 300 or service == "s3":
                good.append({"service": service, "operation": operation, "exchange": exchange, "found": found})
    mutations = [(title, mutated is not None and is_seen(*mutated)) for title, mutated in planted(good)]
    print(
        json.dumps(
            {
                "services": services,
                "problems": [{"text": text, "times": times} for text, times in sorted(problems.items())],
                "mutations": {
                    "planted": len(mutations),
                    "missed": [title for title, seen in mutations if not seen],
                },
            }
        )
    )


if __name__ == "__main__":
    main(sys.argv[1:])
