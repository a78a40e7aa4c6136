### Calendars, and holidays in a file.

calendar-ca-qc = Quebec, Act respecting labour standards and National Holiday Act
calendar-ca-fed = Canada, federally regulated employers, Canada Labour Code
calendar-ca-ab = Alberta
calendar-ca-bc = British Columbia
calendar-ca-mb = Manitoba
calendar-ca-nb = New Brunswick
calendar-ca-nl = Newfoundland and Labrador
calendar-ca-ns = Nova Scotia
calendar-ca-nt = Northwest Territories
calendar-ca-nu = Nunavut
calendar-ca-on = Ontario
calendar-ca-pe = Prince Edward Island
calendar-ca-sk = Saskatchewan
calendar-ca-yt = Yukon
holidays-choice = one of { $ids }, as the employer chooses
duplicate-holiday-help = leave the holiday out of one of the two with `except`, or rename the event that is written by hand
duplicate-year = the year { $year } is given twice
duplicate-year-help = keep one of the two
except-with-only = `except` and `only` cannot be combined
except-with-only-help = keep `only` to include a few holidays, or `except` to leave a few out
holiday-choice = { $calendar } has { $ids }, of which the employer chooses one; the file does not say which
holiday-choice-help = leave one out, for instance with `except: [{ $id }]`; to observe both, write two entries with `only`
holiday-covered = “{ $name }” is closed all day, so these holidays add no event: { $holidays }
holiday-without-event = { $count ->
    [one] a holiday of { $calendar } in the next 12 months has no event: { $days }
   *[other] { $count } holidays of { $calendar } in the next 12 months have no event: { $days }
}
holiday-without-event-help = add `holidays` with the calendar { $calendar } and { $years } in `years`, or write a special event for each day; otherwise chat keeps its usual hours on these days
holiday-without-year-help = add { $years } to `years`, leave the holidays out of this entry, or write a special event for each day; otherwise chat keeps its usual hours on these days
holidays-add-nothing = this entry of { $calendar } adds no event
holidays-add-nothing-help = choose other years or holidays, or remove the entry
holidays-without-events = `holidays` requires `specialEvents` in the same language, and { $language } has none
holidays-without-events-help = add `specialEvents: []` next to it, or under `{ $language }`; the list is then complete, and other events on the portal are deleted
no-years = no years are chosen
no-years-help = write the years, such as `years: [2027, 2028]`, or remove the entry
too-many-holidays = the holidays make more than { $limit } events in a language
too-many-holidays-help = choose fewer years
year-out-of-range = the calendars only cover { $first } to { $last }
year-out-of-range-help = choose a year in that range, or write the day as a special event
