"""Time puckling on sentences from standard input: a process of its own, because it needs Python 3.13.

Reads {"dims": […], "day": "2024-01-25", "warm": […], "texts": […]} and writes {"seconds": …, "found": …}.
"""

import datetime as dt
import json
import sys
import time

from puckling import Context, Lang, Locale, Options, parse

task = json.load(sys.stdin)
day = dt.datetime.combine(dt.date.fromisoformat(task["day"]), dt.time(), dt.UTC)
context, options, dims = Context(day, Locale(Lang.AR)), Options(), tuple(task["dims"])
for text in task["warm"]:
    parse(text, context, options, dims)
begin = time.process_time()
found = sum(len(parse(text, context, options, dims)) for text in task["texts"])
json.dump({"seconds": time.process_time() - begin, "found": found}, sys.stdout)
