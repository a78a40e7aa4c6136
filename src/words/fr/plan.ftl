### Raisons pour lesquelles un plan ne peut être appliqué.

primary-only = { $path } ne peut être modifié que par l'administrateur principal, et ce jeton est celui d'un délégué
primary-only-help = utilisez un jeton de l'administrateur principal, ou laissez la section de côté avec `--only`
delegate-is-primary = l'utilisateur { $user } est l'administrateur principal et ne peut être aussi délégué
delegate-is-primary-help = retirez cette entrée de `delegates` de { $account }
delegate-name-refused = l'utilisateur { $user } est « { $found } » sur le portail, et non « { $wanted } »
delegate-name-refused-help = vérifiez le code d'utilisateur avec `consigne candidates { $account }`, puis écrivez le nom comme le portail le montre
lunch-break-of-no-days = des heures de travail sans jours ne peuvent garder la pause-repas du portail
lunch-break-of-no-days-help = écrivez `lunchBreak: { "{" } enabled: false { "}" }` pour la retirer
not-a-candidate = l'utilisateur { $user } n'est pas dans la liste des administrateurs-entreprise et de leurs délégués
not-a-candidate-help = lancez `consigne candidates { $account }` pour voir qui peut devenir délégué
chat-not-deployed = le clavardage ne peut être activé : son logiciel n'est pas déployé pour ce compte
chat-not-deployed-help = communiquez avec l'administrateur-système; d'ici là, écrivez `enabled: false` ou retirez la clé
portal-newer = { $path } comporte sur le portail des paramètres que cette version ne connaît pas et qu'une écriture pourrait perdre
portal-newer-help = mettez consigne à jour, ou laissez la section de côté avec `--only`
interim-open = l'étape { $step } sur { $count } ({ $path }) ouvre un moment le clavardage ({ $languages }) à des heures qui ne sont ni les anciennes ni les nouvelles : { $when }
interim-open-help = appliquez en dehors de ces heures, ou en deux modifications : fermez d'abord, puis ouvrez
