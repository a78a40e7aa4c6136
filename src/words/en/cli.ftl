### Messages of the commands.

no-runtime = could not start the worker threads: { $reason }
no-yaml = no *.yaml or *.yml file in { $path }
link-outside = { $path } links to a place outside the directory
link-outside-help = name the file that it leads to, or pass `--follow-links`
link-nowhere = { $path } is a link that leads nowhere
directories-too-deep = { $path } is more than { $limit } directories deep
output-lost = could not write the output: { $reason }
not-a-file = { $path } is not a file
plan-among-paths = { $path } is a saved plan; use it with `apply --plan` or `show`
unreadable = { $path }: { $reason }
invalid-files-left-out = { $count ->
    [one] one file is not valid and was left out
   *[other] { $count } files are not valid and were left out
}
invalid-files = { $count ->
    [one] one file is not valid; nothing was done
   *[other] { $count } files are not valid; nothing was done
}
no-portal = no portal given
no-portal-help = pass `--portal URL` or set `CONSIGNE_PORTAL`; to try consigne without a portal, pass `--portal embedded`
url-form = the portal address must begin with http:// or https://
url-extra = the portal address must not contain a user, a password, a query or a fragment
url-not-loopback = plain http is allowed on this machine only; use https
proxy-named = the environment sets a proxy for https: requests to the portal go through it unless NO_PROXY excludes the portal
bad-token-file = { $path }: failed to { $reason }
bad-token = the variable CONSIGNE_TOKEN does not hold a token
bad-token-help = set it to the token alone, without `Bearer`, blanks or line breaks
no-token-of-account = not tried, because it has no token
no-token-of-account-help = add a line with the account and its token to the token file, or a line `* TOKEN`
token-line = { $place }:{ $line }: { $fault }
token-line-words = a line holds an account and its token
token-line-account = the first word is neither the name of an account nor `*`
token-line-token = the token has characters that no token has
token-line-again = line { $first } is for the same account
token-line-help = write one token alone, or lines `ACCOUNT TOKEN`; `*` stands for all other accounts
no-token = no token given
no-token-help = set `CONSIGNE_TOKEN`, or pass `--token-file FILE` with the token on one line
retry = { $request }: { $reason }; try { $attempt } of { $most } in { $seconds } s
portal-unreachable = could not reach the portal: { $reason }
portal-certificate-help = if your organisation issued the portal's certificate, pass its root certificate with `--ca-file FILE`
portal-unreachable-help = check the address and the network
portal-lost = the portal's response was incomplete: { $reason }
portal-lost-help = try again; if this keeps happening, contact whoever runs the portal
portal-not-one = the server at this address does not speak consigne's contract: { $reason }
portal-not-one-help = check the address; a login page or a proxy may be answering instead of the portal
portal-too-new = this version of consigne does not understand the portal's response: { $reason }
portal-too-new-help = update consigne
portal-401 = the portal rejected the token ({ $reason })
portal-401-help = set `CONSIGNE_TOKEN` or `--token-file` to a valid token
portal-403 = the token is not allowed to do this ({ $reason })
portal-403-help = run `consigne whoami` to see its role and scope
portal-403-scope = the token can read but not write ({ $reason })
portal-403-scope-help = use a token with the scope `write`
portal-403-account = the token is for another account ({ $reason })
portal-403-account-help = run `consigne whoami` to see its accounts, and check `account` in the file
portal-404 = the portal found nothing at this address ({ $reason })
portal-404-help = check `account` in the file and the portal address
portal-refused = the portal refused the request ({ $reason })
portal-refused-help = correct the settings it names, then plan again
portal-fault = the embedded portal failed: { $reason }
portal-not-loopback = the embedded portal listens on this machine only, not on { $address }
portal-not-loopback-help = put a proxy with TLS in front of it, and pass `--behind-proxy`, `--token-file` and `--host`
portal-without-tokens = `--behind-proxy` requires a token file
portal-chaos = WARNING: `--chaos { $seed }`: this portal misbehaves on purpose; use it for tests only
portal-backed-up = database copied to { $path }
portal-fault-of-the-file-help = the file was not modified; replace it with a copy made by `consigne portal backup` and remove its -wal and -shm files, or name another file; for `--portal embedded`, run `consigne portal reset` to start over
token-made = token for { $account } written to { $path }
embedded-created = the embedded portal had no account { $account } and created it
embedded-serves = embedded portal on http://{ $address }, data in .consigne/portal.db
embedded-reset = the embedded portal was reset
plan-saved = plan saved to { $path }
plan-none = this file is not a saved plan
plan-newer = a version of consigne with another format of plans saved this plan
plan-unknown-finding = the saved plan has a finding that this version of consigne does not have: { $code }
plan-changed = the saved plan was modified after it was made
plan-again = plan again
plan-other-file = { $path } changed after the plan was made
plan-no-file = { $path } was not found, so the plan was not compared with it
plan-spent = nothing was applied: the portal already has every change in this plan
plan-other-account = the plan is for the account { $planned }, but the file is for { $given }
digest-spent = nothing to do: the plan was already applied, or the same change was made elsewhere
plan-other-portal = the plan is for another portal: { $origin }
no-approval = no terminal to ask for approval on
no-approval-help = pass `--auto-approve`, `--expect DIGEST` or `--plan FILE`
no-state-directory = no directory for the journal; pass `--state-dir DIR`
no-journal = nothing more was written: failed to { $reason }
locked = nothing was written: an apply by { $user } on { $host } (process { $process }) holds the account since { $since }
locked-help = wait until it has ended; if it is gone, pass `--break-lock`
lock-broken = { $account }: the lock of the apply by { $user } on { $host } (process { $process }, since { $since }) was broken
lock-lost = nothing more was written: the apply by { $user } on { $host } (process { $process }, since { $since }) took the lock of the account
digest-differs = this is not the plan that was reviewed: expected { $wanted }, got { $now }
consent-missing = nothing was applied; to give your consent, add { $flags }
ask-yes = Apply this to { $account }? Type `yes` to apply it.
nothing-applied = nothing was applied
stale = the portal changed after the plan was made; nothing was applied
ask-yes-all = Apply all of this to { $count } accounts? Type `yes` to apply it.
accounts-total = Accounts: { $parts }.
accounts-in-sync = { $count } in sync
accounts-with-changes = { $count } with changes
accounts-applied = { $count } applied
accounts-partly-applied = { $count } partly applied
accounts-refused = { $count } refused
accounts-stale = { $count } stale
accounts-failed = { $count } failed
accounts-not-tried = { $count } not tried
accounts-interrupted = { $count } interrupted
no-account-matches = no account of the files matches `{ $pattern }`
accounts-there-are = { $more ->
    [0] the files are of { $accounts }
   *[other] the files are of { $accounts } and { $more } more
}
progress-planning = Planning
progress-writing = Applying
progress-line = { $phase }: { $ended } of { $all ->
    [one] { $all } account
   *[other] { $all } accounts
} done; in work: { $accounts }
progress-left = ; about { $seconds } s left
accounts-none-written = nothing was applied to the other accounts; to apply those that are ready, pass `--keep-going`
answer-not-yes = nothing was applied: the answer was neither `yes` nor `oui`
read-only-scope = the token can read but not write; nothing was applied
earlier-settled = { $account }: the last write of the apply begun at { $at } ({ $paths }) had no response; it has arrived, or can no longer arrive
earlier-open = { $account }: the last write of the apply begun at { $at } ({ $paths }) had no response and may still arrive; run `consigne plan` again later
applied = { $account }: { $changes ->
    [one] { $changes } change
   *[other] { $changes } changes
} applied in { $count ->
    [one] { $count } write
   *[other] { $count } writes
}, read back, in sync
not-settled = { $account }: all writes succeeded, but some settings did not take effect:
not-as-planned = not as planned: { $path }
step-was-done = done: { $path }
step-has-failed = failed: { $path }
step-is-unknown = unknown: { $path } (no response confirms it: the portal may have stored it, or it may still arrive)
step-was-not-tried = not tried: { $path }
partial = applied in part; plan again to see what is left, then apply it
partial-stale = applied in part, then the portal changed (stale); plan again to see what is left
bad-account = { $account } is not a valid account name
history-run = { $run }: { $outcome }, { $done ->
    [one] { $done } write
   *[other] { $done } writes
}{ $unknown ->
    [0] { "" }
   *[other] , { $unknown } unknown
}; { $user } on { $host }; digest { $digest }
history-commit = ; commit { $commit }
history-applied = applied
history-partly-applied = partly applied
history-interrupted = interrupted
history-nothing-written = nothing written
history-unfinished = unfinished
history-empty = no run is remembered in { $path }
history-damaged = not the journal of a run: { $path }
no-run = no run is called { $run }
no-run-help = the latest runs are { $runs }; `consigne history` lists all
undo-nothing = { $run } wrote nothing, so there is nothing to undo
undo-other-portal = { $run } wrote to another portal: { $origin }
undo-changed = { $file } was changed since the run; to restore it all the same, plan that file
undo-invalid = the account as it was holds a setting that no file can express ({ $path }); restore it on the portal, or correct { $file } and plan that file
undo-unknown = the run wrote a setting that this version of consigne does not know: { $path }
status-token = token
status-primary = primary administrator
status-person = { $user } { $name }
status-can = CAN
status-spid = SPID
status-pbx = telephone system
status-provider = provider
status-software = chat software
status-deployed = deployed
status-not-deployed = not deployed
status-chat = chat
status-opens = { $now }; opens { $at }
status-closes = { $now }; closes { $at }
exported-total = Accounts: { $exported } exported, { $failed } failed.
status-now-french = chat in French now
status-now-english = chat in English now
role-primary = primary administrator
role-delegate = delegate
role-system = system administrator
role-company-administrator = company administrator
role-company-delegate = delegate of a company
scope-read = can read
scope-write = can read and write
immutable-field = { $path } is { $found } on the portal and cannot be edited; the file says { $wanted }
immutable-field-help = restore `{ $key }: { $found }`, or delete the line to stop asserting it; to manage another account, change `account`
rename-ambiguous = both “{ $from }” and “{ $to }” exist on the portal
rename-ambiguous-help = remove `renamedFrom` to keep one and delete the other, or delete one on the portal first
unknown-zone = this version of consigne does not know the portal's time zone { $zone }
export-file = Settings that are not in this file keep the value they have on the portal.
export-general = General information. The CAN is a guard: compared, never written.
export-administrator = The e-mail is the login. `primary` is a guard: compared, never written.
export-phone = The phone number is confidential and was left out; add `phone` to manage it.
export-delegates = The complete list of delegates; [] revokes all of them.
export-telephony = Guards: compared, never written.
export-chat = Chat: its switch, its time zone, its hours.
export-both = Shared by both languages; `fr` and `en` add to the lists and replace single items.
init-file = Set `account` to the name of your account. Remove the # from the settings to manage.
init-written = created { $path }; next, run: consigne validate { $path }
exists = { $path } already exists; pass `--force` to replace it
export-unsayable = the portal has a setting that a file cannot express
several-need-out-dir = exporting several accounts requires `--out-dir`
all-valid = { $count ->
    [one] one file is valid
   *[other] { $count } files are valid
}
too-many-files = more than { $limit } files, the limit for one run
too-many-files-help = name only the directory that holds the accounts, or raise `--max-files`
duplicate-account = the account { $account } already has a file: { $first }
duplicate-account-help = keep one file for each account
man-exit-status = EXIT STATUS
man-exit-done = Success: applied, nothing to do, or a plan was made.
man-exit-failed = Failure: a file is invalid, the portal cannot be reached, or access was refused.
man-exit-pending = Changes are pending.
man-exit-refused = Refused: a permission, a precondition or a consent is missing, or a rule forbids the change; nothing was written.
man-exit-stale = Stale: the portal changed since the plan was made; nothing was written.
man-exit-partial = Partly applied.
man-exit-usage = Wrong usage.
man-exit-interrupted = Interrupted.
man-environment = ENVIRONMENT
man-variable = Stands for { $option }; the option has precedence.
man-examples = EXAMPLES
plan-not-saved = { $path } was not written: at least one account could not be planned
plan-too-old = the saved plan is too old (made { $made })
plan-empty = the saved plan has no changes to apply
interrupted = interrupted; nothing more was written
not-read-back = { $account }: everything was written, but could not be read back; plan again
older-read-back = { $account }: everything was written, but the portal returned an older state; plan again
export-left-out = { $path }: a file cannot express this setting, so the portal keeps its value.
export-schema = For completion in your editor, put the schema next to this file: consigne schema > reseller.schema.json
no-database = no database given
no-database-help = pass `--database FILE` or set `CONSIGNE_DATABASE`
portal-in-use = another portal serves this database
portal-in-use-help = stop it first, or use another database; `portal admin` and `portal backup` also work while it serves
token-file-shared = others can write the token file { $path }
token-file-shared-help = run `chmod go-w { $path }` after checking its lines
no-such-database = database { $path } not found
token-created = token { $id } created; it is shown only this once
token-revoked = token { $id } was revoked
admin-account-created = account { $account } created
admin-deployed = the chat software of { $account } is deployed
admin-undeployed = the chat software of { $account } is no longer deployed, and its chat is off
admin-telephony-set = telephone system and provider of { $account } set
admin-primary-set = primary administrator of { $account } set
admin-password-set = password of { $account } set; its sessions were ended
admin-candidate-added = candidate of { $account } added to the list
admin-candidate-removed = candidate of { $account } removed from the list
password-file-shared = other users can read or write { $path }
password-file-shared-help = run `chmod 600` on it, and change the password if someone may have seen it
password-file-form = { $count ->
    [one] { $path } must contain exactly one line
   *[other] { $path } must contain exactly { $count } lines: the old password and the new one
}
passwords-differ = the two entries of the new password differ; nothing was changed
ask-current-password = Current password:
ask-new-password = New password:
ask-new-password-again = New password again:
no-terminal = no terminal to ask for a password on
no-terminal-help = pass `--password-file FILE`
no-password-read = could not read a password
password-changed = password of { $account } changed; sessions opened with the old one were ended
password-which-account = no account given; pass `--account NAME`
password-rule = the new password needs { $lacking }; nothing was sent
password-lacks-length = at least 8 letters or digits
password-lacks-brevity = at most 128 characters
password-lacks-upper-case = an upper-case letter
password-lacks-digit = a digit
password-lacks-special = a character that is not a letter, a digit or a space
password-wrong-current = the current password is wrong; nothing was changed
password-refused = the portal rejected the new password ({ $reason }); nothing was changed
password-unknown = the portal's response was incomplete: the password may or may not have changed
password-unknown-help = log in with the new password, or run this command again
watch-no-directory = { $path } is not a directory
watch-unwatched = could not watch { $path }: failed to { $reason }
watch-begins = watching { $path }; without `--apply`, nothing is written
watch-begins-applying = watching { $path }; changed files are applied
watch-begins-enforcing = watching { $path }; changed files are applied, and changes made on the portal are undone
watch-hangup = SIGHUP; planning everything again
watch-undoes = { $account }: the portal has differed from { $path } since { $since }; undoing { $paths }
watch-undoes-later = { $account }: not undone before { $grace } are over
watch-portal-away = next attempt in { $pause }
watch-cut-short = the write in flight did not end in time; the next run settles its outcome
watch-listens = listening on http://{ $address }
watch-unbound = could not listen on { $address }: { $reason }
watch-state = State
watch-last = Last change
watch-file = File
watch-state-in-sync = in sync
watch-state-differs = differs
watch-state-applied = applied
watch-state-refused = refused
watch-state-failed = failed
watch-command-failed = the command of `--on-change` failed: { $command }
watch-command-unrun = the command of `--on-change` could not be run: { $command } ({ $reason })
watch-command-slow = the command of `--on-change` took more than 30 s and was ended: { $command }
watch-stopped = stopped
watch-lost = file events may have been missed ({ $reason }); reading everything again
watch-restless = { $path } is still being written; waiting
watch-gone = { $path } was deleted; nothing is deleted on the portal
watch-left-alone = { $path } is not usable and is skipped until it is fixed
watch-same-account = the account { $account } is in both { $first } and { $second }; both are skipped
watch-in-sync = { $account }: in sync
watch-only-shown = { $account }: not applied, because { $path } did not change; run `consigne apply` to apply it
watch-failed = { $account }: { $reason }
watch-help = { $what }; { $help }
watch-planned = planned { $count } of { $all }: { $insync } in sync, { $applied } applied, { $ready } with changes, { $refused } refused; files skipped: { $aside }
watch-stopping = stopping after the current write
policy-exceeded = the plan has { $code }: { $message }
policy-exceeded-help = correct it, or omit `--strict` and `--deny`
portal-lacks-language = the portal does not offer chat in both languages of the help page: { $reason }
portal-lacks-language-help = contact the system administrator
one-language = only Markdown and HTML can be written in two languages
one-language-help = choose one language with `--lang`, or pass `--format markdown` or `--format html`
no-step-summary = no file for the summary of this step
no-step-summary-help = GitHub's runner sets `GITHUB_STEP_SUMMARY` to that file; elsewhere, omit `--step-summary`
no-such-command = no command { $name }

### Reasons why a value on the command line is rejected.

wrong-language = expected fr or en
wrong-instant = expected an RFC 3339 instant, such as 2026-11-25T12:00:00Z
wrong-digest = expected 64 lower-case hexadecimal digits, as in the last line of a plan
wrong-between = expected a value from { $least } to { $most }
wrong-pattern = not a pattern of names; expected one such as `boreal` or `boreal*`
wrong-parallelism = expected a whole number from 1 to 256
wrong-shard = expected a share and the number of shares, from 1/N to N/N, as in `2/4`
wrong-ignored = expected a setting, a list or a section, as in `general.spid`, or one with its last day, as in `general.spid@2027-01-15`
adopt-no-file = { $path } is no file that can be written
adopt-changed = { $path } was changed during the run; nothing was written
adopt-unwritable = the file cannot be made to say what the portal holds: { $paths }
adopt-note = { $path }: { $note }
adopt-written = { $path } written; the plan is empty
adopt-split = { $path } differs between the languages now; { $language } has its own entry
adopt-unshared = line { $line } repeated a value that changed; it has its own value now
adopt-written-out = the portal has other events than the calendar { $calendar }; they are written one by one
wrong-check = no such check; the report names all of them
wrong-code-near = no such code; did you mean { $near }?
wrong-code = no such code; docs/findings.md lists all codes
wrong-allowed-error = errors cannot be allowed
wrong-revision = expected a revision, such as main, HEAD~1 or a commit
wrong-moment = expected an instant such as 2026-12-24T14:00:00-05:00, or a time such as 2026-12-24T14:00
wrong-date = expected a date from 2000-01-01 to 2101-01-01, such as 2026-12-24
wrong-role = expected primary, delegate:USER or system
wrong-person = expected USER:NAME
wrong-dates = expected two dates, such as 2026-12-24..2027-01-04
wrong-dates-date = "{ $written }" is not a date; expected two dates, such as 2026-12-24..2027-01-04
wrong-dates-order = { $to } is not after { $from }; the second date is excluded
wrong-dates-many = expected at most ten years
wrong-calendar = no such calendar
export-too-large = the file of { $account } would have { $bytes } bytes, more than the { $limit } that consigne reads; the account has { $events } special events
export-too-large-help = delete events that are over on the portal, or pass `--force` to write the file all the same
