### What commands say.

no-runtime = the system gives no threads: { $reason }
no-yaml = there is no *.yaml or *.yml file in { $path }
link-outside = { $path } links to a place outside the directory
not-a-file = { $path } is not a file
plan-among-paths = { $path } is a saved plan; use it with `apply --plan` or `show`
unreadable = { $path }: { $reason }
invalid-files = { $count ->
    [one] one file is not valid, so nothing was planned
   *[other] { $count } files are not valid, so nothing was planned
}
no-portal = which portal?
no-portal-help = set --portal URL or CONSIGNE_PORTAL; to try without a portal, use --portal embedded
url-form = the address of the portal is not one of http or https
url-extra = the address of the portal has a user, a password, a query or a fragment, which do not belong there
url-not-loopback = plain http is for this machine alone; use https
bad-token-file = { $path }: failed to { $reason }
no-token = there is no token
no-token-help = set CONSIGNE_TOKEN, or --token-file FILE with the token on one line
portal-unreachable = the portal cannot be reached: { $reason }
portal-unreachable-help = check the address and the network; nothing was written
portal-lost = the portal did not answer whole: { $reason }
portal-lost-help = try again; if it persists, tell whoever runs the portal
portal-not-one = what answers is not a portal of this contract: { $reason }
portal-not-one-help = check the address; a login page or a proxy may be in between
portal-too-new = the portal says something this version does not know: { $reason }
portal-too-new-help = update consigne
portal-401 = the portal does not accept the token ({ $reason })
portal-401-help = set CONSIGNE_TOKEN or --token-file to a token that is valid
portal-403 = the token has not the right to do this ({ $reason })
portal-403-help = see `consigne whoami` for its role and scope
portal-403-scope = the token may read and not write ({ $reason })
portal-403-scope-help = use a token with the scope `write`
portal-403-account = the token is for another account ({ $reason })
portal-403-account-help = see `consigne whoami` for its accounts, and check `account` in the file
portal-404 = the portal has nothing there ({ $reason })
portal-404-help = check `account` in the file and the address of the portal
portal-refused = the portal refuses ({ $reason })
portal-refused-help = correct what it names, then plan again
portal-fault = the embedded portal does not work: { $reason }
portal-not-loopback = the embedded portal listens on this machine alone, not on { $address }
token-made = the token of { $account } is in { $path }
embedded-created = the embedded portal did not know { $account } and created it as a new account
embedded-serves = embedded portal on http://{ $address }, data in .consigne/portal.db
embedded-reset = the embedded portal is as new
plan-saved = the plan is in { $path }
plan-none = this is not a saved plan
plan-newer = a later version of consigne saved this plan
plan-changed = the saved plan was changed after it was made
plan-again = plan again
plan-other-file = { $path } is no longer the file that was planned
plan-no-file = { $path } is not here, so the plan was not compared with it
plan-other-portal = the plan is for another portal: { $origin }
no-approval = nobody is there to approve
no-approval-help = use --auto-approve, --expect DIGEST or --plan FILE
no-state-directory = there is no place for the journal; set --state-dir
no-journal = nothing more was written: failed to { $reason }
digest-differs = this is not the plan that was reviewed: wanted { $wanted }, now { $now }
consent-missing = nothing was applied: add { $flags }
ask-yes = Apply this to { $account }? Only `yes` applies it.
nothing-applied = nothing was applied
stale = the portal changed since the plan was made; nothing was applied
read-only-scope = the token may read and not write; nothing was applied
applied = { $count ->
    [one] { $account }: one write done, read back, in sync
   *[other] { $account }: { $count } writes done, read back, in sync
}
not-settled = { $account }: everything was written, and some of it did not settle:
step-was-done = done: { $path }
step-has-failed = failed: { $path }
step-is-unknown = unknown: { $path }
step-was-not-tried = not tried: { $path }
partial = applied in part; plan again to see what is left, and apply it
partial-stale = applied in part, then the portal had changed (stale); plan again to see what is left
bad-account = { $account } cannot be the name of an account
role-primary = primary administrator
role-delegate = delegate
role-system = system administrator
role-company-administrator = company administrator
role-company-delegate = delegate of a company
scope-read = may read
scope-write = may read and write
immutable-field = { $path } is { $found } on the portal and cannot be edited; the file says { $wanted }
immutable-field-help = restore `{ $key }: { $found }`, or delete the line to stop asserting it; for another account change `account`
rename-ambiguous = both « { $from } » and « { $to } » are on the portal
rename-ambiguous-help = remove `renamedFrom` to keep the one and delete the other, or delete one in the portal first
unknown-zone = the portal holds a time zone that this version does not know: { $zone }
export-file = What is not named here is left as the portal has it.
export-general = General information. The CAN is a guard: compared, never written.
export-administrator = The e-mail is the login. `primary` is a guard: compared, never written.
export-phone = The phone is confidential and left out; write `phone` to manage it.
export-delegates = The complete list of delegates; [] revokes everyone.
export-telephony = Guards: compared, never written.
export-chat = Chat: its switch, its time zone, its hours.
export-both = What both languages share; `fr` and `en` add to the lists and replace single items.
init-file = Set `account` to the name of your account. Remove the # of what you want to manage.
init-written = { $path } is written; next: consigne validate { $path }
exists = { $path } is there already; --force replaces it
export-unsayable = the portal holds something that the file cannot say
several-need-out-dir = several accounts need --out-dir
all-valid = { $count ->
    [one] one file is valid
   *[other] { $count } files are valid
}
too-many-files = there are more files than one run reads ({ $limit })
too-many-files-help = name the directory of the accounts alone, or raise --max-files
duplicate-account = the account { $account } has a file already: { $first }
duplicate-account-help = keep one file for each account
plan-not-saved = { $path } is not written, because an account could not be planned
plan-too-old = the saved plan is too old (made { $made })
plan-empty = the saved plan has nothing to apply
interrupted = interrupted; nothing more was written
not-read-back = { $account }: everything was written, and it could not be read back; plan again
older-read-back = { $account }: everything was written, and the portal answered with an older state; plan again
export-left-out = { $path }: the portal holds what a file cannot say, so it is left as it is.
export-schema = Editors complete the keys when the schema is beside this file: consigne schema > reseller.schema.json
