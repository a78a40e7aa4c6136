### Labels of reports in Markdown, in HTML and for programs.

forms-accounts = { $refused } refused, { $ready } with changes, { $insync } without changes
forms-more-accounts = { $count ->
    [one] The details of 1 account are left out: { $names }
   *[other] The details of { $count } accounts are left out: { $names }
}
forms-chat-off = chat is switched off
forms-chat-on = chat is switched on
forms-accounts-off = { $count ->
    [one] chat is switched off for 1 account
   *[other] chat is switched off for { $count } accounts
}
forms-accounts-on = { $count ->
    [one] chat is switched on for 1 account
   *[other] chat is switched on for { $count } accounts
}
forms-account-gone = the account is no longer managed
forms-accounts-gone = { $count ->
    [one] 1 account is no longer managed
   *[other] { $count } accounts are no longer managed
}
forms-keys-gone = { $count ->
    [one] 1 key is no longer managed
   *[other] { $count } keys are no longer managed
}
forms-invalid-files = { $count ->
    [one] 1 file is not valid
   *[other] { $count } files are not valid
}
forms-failures = { $count ->
    [one] 1 failure
   *[other] { $count } failures
}
forms-account = Account
forms-verdict = Verdict
forms-hours-column = Hours
forms-needs = Needs
forms-days = Days
forms-changes = { $count ->
    [one] One change, with its path
   *[other] { $count } changes, with their paths
}
forms-differences = { $count ->
    [one] One difference, with its path
   *[other] { $count } differences, with their paths
}
forms-assumptions = What this review assumes
forms-left-refusals = { $count ->
    [one] and 1 more reason
   *[other] and { $count } more reasons
}
forms-left-accounts = { $count ->
    [one] and 1 more account
   *[other] and { $count } more accounts
}
forms-left-days = { $count ->
    [one] and 1 more row of days
   *[other] and { $count } more rows of days
}
forms-left-settings = { $count ->
    [one] and 1 more setting
   *[other] and { $count } more settings
}
forms-left-findings = { $count ->
    [one] and 1 more finding
   *[other] and { $count } more findings
}
forms-left-lines = { $count ->
    [one] and 1 more line about hours
   *[other] and { $count } more lines about hours
}
forms-left-values = { $count ->
    [one] and 1 more line about what the portal holds
   *[other] and { $count } more lines about what the portal holds
}
forms-left-assumptions = { $count ->
    [one] and 1 more assumption
   *[other] and { $count } more assumptions
}
forms-nothing-compared = no account was compared
forms-setting = Setting
forms-before = Before
forms-after = After
forms-file = File
forms-portal = Portal
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
forms-week-text = Solid: open before and after. Dotted: gained. Striped: lost.
forms-events = Days of special events
