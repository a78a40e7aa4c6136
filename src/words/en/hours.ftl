### What `hours` says.

hours-french = French
hours-english = English
hours-both = French and English
hours-week = { $account }: ordinary week, { $clock }
hours-civil-week = no time zone
hours-total = { $customers }: { $hours } a week
hours-open-for = { $account }, { $customers }: open for { $hours }
hours-holds = { $customers }: { $what }
hours-partly = open for a part, see the times
hours-off = Chat is off: it is closed at all times.
hours-exceptions = Exceptions until { $date }
hours-no-exceptions = No special event until { $date }
hours-later = { $count ->
    [one] One more event after that, on { $date }
   *[other] { $count } more events after that, the first on { $date }
}
hours-fewer = fewer hours
hours-more = more hours
hours-other = other hours
hours-as-usual = as usual
hours-assumed = Assumed:
hours-assumed-civil = the file names no time zone, so times are civil times whose clocks never change, written as UTC
hours-assumed-on = chat is on, because the file leaves chat.enabled alone
hours-assumed-absent = absent, because the file leaves them alone: { $paths }
hours-until = { $state } until { $until }
hours-because = because { $schedule } decides
hours-because-off = because chat is off
hours-no-schedule = because no schedule is in effect
tier-special-event = special event
tier-weekly = weekly schedule
tier-weekend = weekend hours
tier-lunch-break = lunch break
tier-working-hours = working hours
layer-decides = decides
layer-agrees = of the same rank, says the same
layer-loses = of the same rank, but closed wins
layer-hidden = outranked
layer-idle = without effect, chat is off
layer-none = nothing is in effect
hours-no-path = which hours?
hours-no-path-help = name a file or a directory, or --from-portal with an account
hours-empty-stretch = --from { $from } is not before --to { $to }
hours-twice = in { $zone } the clocks show { $time } twice
hours-twice-help = write { $first } for the first time, or { $second } for the second
hours-skipped = in { $zone } the clocks skip { $time }
hours-skipped-help = they go on at { $next }; write an instant with its offset
