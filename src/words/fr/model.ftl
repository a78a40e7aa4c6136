# Mots du modèle : langues, jours, types d’horaires.
