### How a change of hours affects customers.

impact-head = hours { $days } ({ $zone }):
impact-from-to = from { $first } to { $last }
impact-on-day = on { $day }
impact-more-windows = in { $count ->
    [one] one more period
   *[other] { $count } more periods
}
impact-total = { $languages }: { $total }
impact-in-days = { $hours } in { $count ->
    [one] this day
   *[other] these { $count } days
}
impact-period = { $hours } { $languages }: { $effect }
impact-opens = opened by { $schedule }
impact-closes = closed by { $schedule }
impact-no-longer-opens = no longer opened by { $schedule }
impact-no-longer-closes = no longer closed by { $schedule }
impact-by-working-hours = the working hours
impact-by-weekend-hours = the weekend hours
impact-by-lunch-break = the lunch break
impact-by-weekly = the weekly schedule “{ $name }”
impact-by-event = the special event “{ $name }”
impact-not-in-file = not in the file
impact-single = { $day } { $times }
impact-ongoing = { $days } { $times }, from { $first }
impact-bounded = { $days } { $times }, from { $first } to { $last }
impact-except = { $what }, except { $dates }
impact-except-date = { $date }
impact-more-days = { $count ->
    [one] one more day
   *[other] { $count } more days
}
impact-more = and { $count ->
    [one] one more line: see `--format json`
   *[other] { $count } more lines: see `--format json`
}
impact-overnight = { $times } (next day)
impact-every = every { $day }
impact-every-range = every { $first } to { $last }
impact-every-day = every day
impact-and = { $first } and { $last }
impact-date = { $day } { $month }
impact-date-of-year = { $date } { $year }
impact-weekday = { $weekday } { $date }
impact-on = chat will be switched on; until now customers could not chat at all
impact-off = chat will be switched off; customers lose all of its hours
impact-stays-off = chat is off; customers will not see these hours until chat is enabled
impact-zone = the time zone changes from { $before } to { $after }; for customers, chat opens and closes { $shifts }
impact-earlier = { $by } earlier
impact-later = { $by } later
impact-same-clock = at the same moment
impact-shift-from = from { $first } on { $shift }
impact-nothing = these schedules do not change when chat is open
weekday-mon = Monday
weekday-tue = Tuesday
weekday-wed = Wednesday
weekday-thu = Thursday
weekday-fri = Friday
weekday-sat = Saturday
weekday-sun = Sunday
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
