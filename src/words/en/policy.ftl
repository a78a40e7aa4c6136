### What a policy refuses.

policy-lost-hours = chat ({ $language }) loses { $lost } of its ordinary week, and the policy allows { $limit } h ({ $rule })
policy-short-notice = chat ({ $language }) closes at { $from }, and the policy wants { $limit } h of notice ({ $rule })
policy-open-days = chat ({ $language }) keeps { $days } open days a week, and the policy wants { $limit } ({ $rule })
policy-delegates = the account gets { $count } delegates, and the policy allows { $limit } ({ $rule })
policy-protected = { $path } is protected by the policy ({ $rule })
policy-finding = the policy forbids { $code }: { $message } ({ $rule })
policy-help = stay within the policy, or have the policy itself changed: no --allow lifts it
policy-apply-window = the policy allows an apply from { $next } on, and it is { $now } now ({ $zone }; { $rule })
policy-apply-never = the policy allows no apply at all; it is { $now } now ({ $zone }; { $rule })
policy-apply-window-help = apply then, or have the policy changed; nothing was written
policy-unknown-setting = { $written } is no setting that a change can touch
policy-unknown-setting-help = write a path as `consigne explain` lists it, without names of entries, such as general.address or chat.hours.both.specialEvents; guards need no protection, and a holiday is a special event
policy-invalid = the policy { $path } is not valid; nothing was done
