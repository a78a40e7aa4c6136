### Labels of reports.

value-none = (none)
value-empty = (empty)
value-on = on
value-off = off
value-open = open
value-closed = closed
value-never = never
value-all-day = all day
day-mon = Mon
day-tue = Tue
day-wed = Wed
day-thu = Thu
day-fri = Fri
day-sat = Sat
day-sun = Sun
verdict-in-sync = nothing to change
rehearsal-passed = rehearsed on a copy: { $count ->
    [one] its write was
   *[other] its { $count } writes were
} accepted, and a second plan is empty
rehearsal-failed = rehearsed on a copy: not every write was done
rehearsal-left = rehearsed on a copy: a second plan would still change { $paths }
verdict-ready = changes to apply
verdict-refused = refused; nothing can be applied
drift-in-sync = as the file says
drift-differs = the portal differs from the file
drift-refused = the portal differs from the file, and cannot be made to match
drift-only-on-portal = only on the portal
drift-other-value = other value
drift-only-in-file = only in the file
drift-other-name = other name
drift-summary = Drift: { $create } only on the portal, { $update } with another value, { $delete } only in the file, { $rename } with another name.
drift-ignored = ignored: { $path } ({ $entry })
drift-ignored-until = ignored until { $until }: { $path } ({ $entry })
ignored-expired = { $entry } is over since { $until }; differences are reported again
ignored-unused = { $entry } covers no difference
plan-partial = partial: only { $sections }
action-create = create
action-update = update
action-delete = delete
action-rename = rename
action-refused = refused
side-old = before:
side-new = after:
side-old-name = name before:
side-new-name = name after:
side-file = file:
side-portal = portal:
side-file-name = name in the file:
side-portal-name = name on the portal:
side-change = change:
help = help:
rule = rule of the help page:
step-failed = failed
step-unknown = outcome unknown
step-not-tried = not tried
words-missing = needs your consent: add { $flags }
summary = Plan: { $create } to create, { $update } to update, { $delete } to delete, { $rename } to rename.
summary-refused = { $count ->
    [one] { $count } refusal.
   *[other] { $count } refusals.
}
accounts-unchanged = { $count ->
    [one] { $count } account without changes
   *[other] { $count } accounts without changes
}
digest = Digest
run-digest = Digest of the run
hours = Hours:
list-separator = { "; " }
hours-a-week = { $hours } a week
hours-events = events { $hours }
hours-unchanged = unchanged
severity-error = error
severity-warning = warning
severity-info = info
severity-note = note
severity-help = help
more-findings = and { $count } more
more-findings-at-least = and at least { $count } more
more-findings-of-files = and { $count } more in { $files ->
    [one] one more file
   *[other] { $files } more files
}
finding-example = for example { $day } { $time }
in-french = in French
in-english = in English
finding-shown = { $languages }; { $example }
finding-raised = { $message } (an error because of `{ $option }`)
finding-bad = This triggers it:
finding-good = This does not:
conflict-head = { $account }: the portal changed after the plan was made:
conflict-head-expected = { $account }: the plan is no longer the one that was reviewed:
conflict-name = “{ $name }”
conflict-planned-from = at planning:
conflict-wanted = wanted:
conflict-now = now:
conflict-as-planned = as planned
conflict-elsewhere = changed, but not by the plan
by-convention = { $message } (consigne's convention)
