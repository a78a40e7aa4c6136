### Jours fériés.

calendar-ca-qc = Québec, Loi sur les normes du travail et Loi sur la fête nationale
calendar-ca-fed = Canada, employeurs de compétence fédérale, Code canadien du travail
calendar-ca-ab = Alberta
calendar-ca-bc = Colombie-Britannique
calendar-ca-mb = Manitoba
calendar-ca-nb = Nouveau-Brunswick
calendar-ca-nl = Terre-Neuve-et-Labrador
calendar-ca-ns = Nouvelle-Écosse
calendar-ca-nt = Territoires du Nord-Ouest
calendar-ca-nu = Nunavut
calendar-ca-on = Ontario
calendar-ca-pe = Île-du-Prince-Édouard
calendar-ca-sk = Saskatchewan
calendar-ca-yt = Yukon
holidays-choice = { $ids } : l'un des deux, au choix de l'employeur
