### Libellés des rapports en Markdown, en HTML et pour les programmes.

forms-accounts = refusés : { $refused }, avec modifications : { $ready }, sans modification : { $insync }
forms-more-accounts = { $count ->
    [one] et un autre compte
   *[other] et { $count } autres comptes
}
forms-setting = Paramètre
forms-before = Avant
forms-after = Après
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
forms-week-text = En tirets : telle qu'elle est. Pleine : telle qu'elle sera.
