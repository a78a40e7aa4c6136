### Libellés des rapports en Markdown, en HTML et pour les programmes.

forms-accounts = refusés : { $refused }, avec modifications : { $ready }, sans modification : { $insync }
forms-more-accounts = { $count ->
    [one] Les détails de { $count } compte sont omis : { $names }
   *[other] Les détails de { $count } comptes sont omis : { $names }
}
forms-chat-off = le clavardage est désactivé
forms-chat-on = le clavardage est activé
forms-accounts-off = { $count ->
    [one] le clavardage est désactivé pour { $count } compte
   *[other] le clavardage est désactivé pour { $count } comptes
}
forms-accounts-on = { $count ->
    [one] le clavardage est activé pour { $count } compte
   *[other] le clavardage est activé pour { $count } comptes
}
forms-account-gone = le compte n'est plus géré
forms-accounts-gone = { $count ->
    [one] { $count } compte n'est plus géré
   *[other] { $count } comptes ne sont plus gérés
}
forms-keys-gone = { $count ->
    [one] { $count } clé n'est plus gérée
   *[other] { $count } clés ne sont plus gérées
}
forms-invalid-files = { $count ->
    [one] { $count } fichier n'est pas valide
   *[other] { $count } fichiers ne sont pas valides
}
forms-failures = { $count ->
    [one] { $count } échec
   *[other] { $count } échecs
}
forms-account = Compte
forms-verdict = Verdict
forms-hours-column = Heures
forms-needs = Consentements
forms-days = Jours
forms-changes = { $count ->
    [one] Une modification, avec son chemin
   *[other] { $count } modifications, avec leurs chemins
}
forms-differences = { $count ->
    [one] Un écart, avec son chemin
   *[other] { $count } écarts, avec leurs chemins
}
forms-assumptions = Ce que cet examen suppose
forms-left-refusals = { $count ->
    [one] et { $count } raison de plus
   *[other] et { $count } raisons de plus
}
forms-left-accounts = { $count ->
    [one] et { $count } compte de plus
   *[other] et { $count } comptes de plus
}
forms-left-days = { $count ->
    [one] et { $count } ligne de jours de plus
   *[other] et { $count } lignes de jours de plus
}
forms-left-settings = { $count ->
    [one] et { $count } paramètre de plus
   *[other] et { $count } paramètres de plus
}
forms-left-findings = { $count ->
    [one] et { $count } constat de plus
   *[other] et { $count } constats de plus
}
forms-left-lines = { $count ->
    [one] et { $count } ligne de plus sur les heures
   *[other] et { $count } lignes de plus sur les heures
}
forms-left-values = { $count ->
    [one] et { $count } ligne de plus sur ce que le portail contient
   *[other] et { $count } lignes de plus sur ce que le portail contient
}
forms-left-assumptions = { $count ->
    [one] et { $count } supposition de plus
   *[other] et { $count } suppositions de plus
}
forms-nothing-compared = aucun compte n'a été comparé
forms-setting = Paramètre
forms-before = Avant
forms-after = Après
forms-file = Fichier
forms-portal = Portail
forms-place = Où
forms-finding = Constat
forms-message = Message
forms-hours = Les heures qui changent, et pourquoi
forms-findings = { $count ->
    [one] Un constat
   *[other] { $count } constats
}
forms-checked = { $count ->
    [one] un fichier vérifié : { $errors }, { $warnings }
   *[other] { $count } fichiers vérifiés : { $errors }, { $warnings }
}
forms-errors = { $count ->
    [0] aucune erreur
    [one] une erreur
   *[other] { $count } erreurs
}
forms-warnings = { $count ->
    [0] aucun avertissement
    [one] un avertissement
   *[other] { $count } avertissements
}
forms-week = Semaine ordinaire de la clientèle en { $customers }
forms-week-text = Plein : ouvert avant et après. Pointillé : gagné. Rayé : perdu.
forms-events = Jours des événements spéciaux
