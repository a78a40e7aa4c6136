### Reasons why a plan cannot be applied.

primary-only = { $path } can only be changed by the primary administrator, and this token belongs to a delegate
primary-only-help = use a token of the primary administrator, or leave the section out with `--only`
delegate-is-primary = user { $user } is the primary administrator and cannot be a delegate as well
delegate-is-primary-help = remove this entry from `delegates` of { $account }
delegate-name-refused = user { $user } is “{ $found }” on the portal, not “{ $wanted }”
delegate-name-refused-help = check the user code with `consigne candidates { $account }`, then write the name as the portal shows it
lunch-break-of-no-days = working hours without days cannot keep the lunch break that the portal has
lunch-break-of-no-days-help = write `lunchBreak: { "{" } enabled: false { "}" }` to remove it
not-a-candidate = user { $user } is not on the portal's list of company administrators and their delegates
not-a-candidate-help = run `consigne candidates { $account }` to see who may become a delegate
chat-not-deployed = chat cannot be enabled: its software is not deployed for this account
chat-not-deployed-help = contact the system administrator; until then, set `enabled: false` or remove the key
portal-newer = { $path } has settings on the portal that this version does not know, and a write could lose them
portal-newer-help = update consigne, or leave the section out with `--only`
interim-open = step { $step } of { $count } ({ $path }) briefly opens chat ({ $languages }) at hours that are neither the old nor the new ones: { $when }
interim-open-help = apply outside these hours, or split the change: first close, then open
