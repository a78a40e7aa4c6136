### What `review` says.

review-two-paths = review compares two paths: the old one and the new one
review-two-paths-help = write `consigne review OLD NEW`, or `consigne review --base REV PATH` to take the old side from Git; one of two may be -
review-base-stdin = standard input has no revision in Git
review-nowhere = { $path } is neither here nor in { $revision }
git-missing = git cannot be run: { $reason }
git-missing-help = install git, or compare two paths: consigne review OLD NEW
git-no-repository = { $path } is in no work tree of Git { $reason }
git-no-revision = Git knows no { $revision } here
git-no-revision-help = fetch it first; a shallow clone holds only its last commits
git-failed = Git does not give { $path } ({ $reason })
git-link = { $path } is a link, and a link of the past is not followed
review-account-change = this file governed the account { $before } and now governs { $after }
review-account-change-help = if that is meant, add --allow account-change; otherwise restore `account`
review-guard = { $path } was { $before } and is now { $after }; it is assigned by the portal and cannot be edited
review-guard-help = restore it, or delete the line to stop asserting it; for another account change `account`
review-rename-ambiguous = both « { $from } » and « { $to } » are in the old file
review-delegate-name = user { $user } was « { $found } » and is now « { $wanted } »; names are compared with the portal and never written
review-renamed-from-nothing = « { $from } » is not in the old file, so « { $name } » is created
no-longer-managed = { $path } is no longer managed, and the portal keeps it (it was in { $was })
no-longer-managed-help = to remove it, write `{ $write }`
kept-by-the-portal-help = it cannot be removed; to go on managing it, keep the key `{ $key }`
guard-no-longer-asserted-help = it is not compared with the portal any more; keep the line to go on asserting it
account-no-longer-managed = the account { $account } is no longer managed, and the portal keeps everything
account-no-longer-managed-help = if only the file moved, keep its `account`
file-added = the account { $account } had no file; what the portal holds of it is not known here
file-added-help = `consigne plan` compares it with the portal
file-renamed = the account { $account } was in { $before } and is now in { $after }
old-file-invalid = { $file } is not valid, so everything here counts as new
old-file-invalid-help = `consigne plan` compares the new file with the portal
review-known-findings = { $count ->
    [one] one finding was there before; see `consigne validate`
   *[other] { $count } findings were there before; see `consigne validate`
}
review-unknown-before = (not in the old file)
review-assumed = assumed:
review-assumed-civil = no version names a time zone, so times are civil times whose clocks never change
review-assumed-zone = hours are compared in the time zone of the new file, because the old one names none
review-assumed-on = chat was on, because the old file leaves chat.enabled alone
review-assumed-absent = absent before, because the old file leaves them alone: { $paths }
review-assumed-kept = kept by the portal as the old file has them: { $paths }
