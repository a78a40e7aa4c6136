### Messages of `review`.

review-two-paths = review needs exactly two paths: the old one and the new one
review-two-paths-help = write `consigne review OLD NEW`, or `consigne review --base REV PATH` to take the old side from Git; one of the two can be -
review-base-stdin = standard input has no revision in Git
review-nowhere = { $path } exists neither here nor in { $revision }
git-missing = could not run git: { $reason }
git-missing-help = install git, or compare two paths with `consigne review OLD NEW`
git-no-repository = { $path } is not in a Git work tree { $reason }
git-no-revision = Git has no revision { $revision } here
git-no-revision-help = fetch it first; a shallow clone has only its last commits
git-failed = could not read { $path } from Git ({ $reason })
git-link = { $path } is a symbolic link; links in past revisions are not followed
review-submodule = { $path } is a submodule whose old commit is not here; its files were not compared
review-account-change = this file managed the account { $before } and now manages { $after }
review-account-change-help = if this is intended, add `--allow account-change`; otherwise restore `account`
review-guard = { $path } was { $before } and is now { $after }; the portal assigns it, and it cannot be edited
review-guard-help = restore it, or delete the line to stop asserting it; to manage another account, change `account`
review-rename-ambiguous = both “{ $from }” and “{ $to }” are in the old file
review-delegate-name = user { $user } was “{ $found }” and is now “{ $wanted }”; names are compared with the portal, never written
review-renamed-from-nothing = “{ $from }” is not in the old file, so “{ $name }” is created
no-longer-managed = { $path } is no longer managed; the portal keeps it (it was in { $was })
no-longer-managed-help = to remove it, write `{ $write }`
kept-by-the-portal-help = it cannot be removed; to keep managing it, keep the key `{ $key }`
guard-no-longer-asserted-help = it is no longer compared with the portal; keep the line to keep asserting it
account-no-longer-managed = the account { $account } is no longer managed; the portal keeps all its settings
account-no-longer-managed-help = if only the file was moved, keep its `account`
file-added = the account { $account } had no file before; its state on the portal is not known here
file-added-help = run `consigne plan` to compare it with the portal
file-renamed = the account { $account } was in { $before } and is now in { $after }
old-file-invalid = { $file } is not valid, so everything here counts as new
old-file-invalid-help = run `consigne plan` to compare the new file with the portal
review-known-findings = { $count ->
    [one] one finding existed before; see `consigne validate`
   *[other] { $count } findings existed before; see `consigne validate`
}
review-unknown-before = (not in the old file)
review-assumed = assumed:
review-assumed-civil = neither version sets a time zone, so times are civil times on clocks that never change
review-assumed-zone = hours are compared in the time zone of the new file, because the old one sets none
review-assumed-on = chat was on, because the old file does not set chat.enabled
review-assumed-absent = absent before, because the old file does not set them: { $paths }
review-assumed-kept = kept by the portal as in the old file: { $paths }
