### Refusals by a policy.

policy-lost-hours = chat ({ $language }) loses { $lost } of its ordinary week; the policy allows { $limit } h ({ $rule })
policy-lost-hours-ahead = chat ({ $language }) loses { $lost } over the next { $weeks } weeks, { $average } a week on average; the policy allows { $limit } h ({ $rule })
policy-short-notice = chat ({ $language }) closes at { $from }; the policy requires { $limit } h of notice ({ $rule })
policy-open-days = chat ({ $language }) keeps { $days } open days a week; the policy requires { $limit } ({ $rule })
policy-delegates = the account would have { $count } delegates; the policy allows { $limit } ({ $rule })
policy-protected = { $path } is protected by the policy ({ $rule })
policy-finding = the policy forbids { $code }: { $message } ({ $rule })
policy-help = stay within the policy, or have the policy changed; `--allow` does not override it
policy-apply-window = the policy allows an apply from { $next } on; it is now { $now } ({ $zone }; { $rule })
policy-apply-never = the policy allows no apply at any time; it is now { $now } ({ $zone }; { $rule })
policy-apply-window-help = apply at that time, or have the policy changed; nothing was written
policy-apply-never-help = have the policy changed; nothing was written
policy-unknown-setting = { $written } is not a setting that a change can affect
policy-unknown-setting-help = write a path that `consigne explain` lists, without names of entries, such as general.address or chat.hours.both.specialEvents; guards need no protection, and a holiday is a special event
policy-unknown-ignored-help = write a path as `consigne drift` reports it, such as general.spid or chat.hours.both.specialEvents, or a section or a list; what changes as one unit is ignored as one. `@` and a date may follow: general.spid@2027-01-15
policy-invalid = the policy { $path } is not valid; nothing was done
policy-wrong-type-help = run `consigne schema policy` to see what it accepts
