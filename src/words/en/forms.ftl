### Labels of reports in Markdown, in HTML and for programs.

forms-accounts = { $refused } refused, { $ready } with changes, { $insync } without changes
forms-more-accounts = { $count ->
    [one] and one more account
   *[other] and { $count } more accounts
}
forms-setting = Setting
forms-before = Before
forms-after = After
forms-place = Where
forms-finding = Finding
forms-message = Message
forms-hours = Which hours change, and why
forms-findings = { $count ->
    [one] One finding
   *[other] { $count } findings
}
forms-checked = { $count ->
    [one] one file checked: { $errors }, { $warnings }
   *[other] { $count } files checked: { $errors }, { $warnings }
}
forms-errors = { $count ->
    [0] no error
    [one] one error
   *[other] { $count } errors
}
forms-warnings = { $count ->
    [0] no warning
    [one] one warning
   *[other] { $count } warnings
}
forms-week = Ordinary week for customers in { $customers }
forms-week-text = Dashed: as it is now. Filled: as it will be.
