//! Words by which people know a setting: the labels of the help page, and French for the keys.
//!
//! The page is French and the keys are English. Whoever has the page open looks up its labels with
//! `explain`, and whoever writes a file from it types them as keys.

use super::fold::fold;

/// A label of the help page, with the keys and the topics that it stands for. One label may stand for
/// several: « Langue » is a field of two sections.
pub(super) struct Label {
    pub(super) label: &'static str,
    pub(super) paths: &'static [&'static str],
    pub(super) topics: &'static [&'static str],
}

macro_rules! labels {
    ($($label:literal $paths:expr, $topics:expr;)*) => {
        /// Labels that are neither a title of a row nor a heading that a row quotes, or that stand for
        /// more than those.
        const LABELS: &[Label] = &[$(Label { label: $label, paths: &$paths, topics: &$topics }),*];
    };
}

labels! {
    "Paramètres" ["general", "administrator", "telephony", "chat"], [];
    "Langue" ["general.defaultCustomerLanguage", "administrator.language"], [];
    "Coordonnées" ["general", "general.address"], [];
    "CAN" ["general.can"], [];
    "Code CAN" ["general.can"], ["billing"];
    "Facturation CAN" ["general.can"], ["billing"];
    "Customer Account Number" ["general.can"], [];
    "SPID" ["general.spid"], [];
    "Raison sociale" ["general.resellerName"], [];
    "Ville" ["general.address.city"], [];
    "Pays" ["general.address.country"], [];
    "État/province" ["general.address.province"], [];
    "Province" ["general.address.province"], [];
    "État" ["general.address.province"], [];
    "Code postal" ["general.address.postalCode"], [];
    "Administrateur-revendeur" ["administrator", "administrator.primary"], [];
    "Identifiant" ["administrator.email"], ["login-change"];
    "Adresse courriel" ["administrator.email"], ["support-page"];
    "Courriel" ["administrator.email"], ["mails"];
    "Courriel de l'administrateur" ["administrator.email"], [];
    "Modifier l'adresse courriel de l'administrateur-revendeur" ["administrator.email"], ["login-change"];
    "Numéro de téléphone" ["administrator.phone"], ["support-page"];
    "Téléphone" ["administrator.phone"], [];
    "Modifier le numéro de téléphone de l'administrateur-revendeur" ["administrator.phone"], [];
    "Mot de passe" [], ["password", "forgotten-password"];
    "Mot de passe de l'administrateur-revendeur" [], ["password"];
    "Modifier votre mot de passe" [], ["password", "forgotten-password"];
    "Modifier mot de passe" [], ["password"];
    "Changer mot de passe" [], ["password"];
    "Codes d'accès" ["administrator.email"], ["password", "forgotten-password"];
    "Administrateur principal" ["administrator.primary"], [];
    "Code d'utilisateur" ["administrator.primary", "delegates[].user"], [];
    "Utilisateur" ["administrator.primary", "delegates[].user"], [];
    "Administrateurs délégués" ["delegates"], [];
    "Administrateur délégué" ["delegates", "delegates[].user"], [];
    "Ajouter administrateur délégué" ["delegates", "delegates[].user"], [];
    "Ajouter un administrateur-revendeur délégué" ["delegates", "delegates[].user"], [];
    "Supprimer un administrateur-revendeur délégué" ["delegates"], ["revoke-delegate"];
    "Système téléphonique" ["telephony.pbx"], [];
    "Système téléphonique (PBX)" ["telephony.pbx"], [];
    "PBX" ["telephony.pbx"], [];
    "Fournisseur" ["telephony.provider"], [];
    "Fournisseur de service téléphonique" ["telephony.provider"], [];
    "Fournisseur par défaut" ["telephony.provider"], [];
    "Activer" ["chat.enabled"], [];
    "Activer le clavardage" ["chat.enabled"], [];
    "Heures de service" ["chat.hours"], [];
    "Heures de service de clavardage" ["chat.hours"], [];
    "Jours et heures de service" ["chat.hours"], [];
    "Anglais" ["chat.hours.en"], ["languages"];
    "Français" ["chat.hours.fr"], ["languages"];
    "Horaires" ["chat.hours", "chat.hours.*.weeklySchedules", "chat.hours.*.specialEvents"], ["priority"];
    "Ordre de priorité" [], ["priority"];
    "Ordre de priorité des horaires de clavardage" [], ["priority"];
    "Chevauchements" [], ["instant-by-instant"];
    "Horaires de clavardage hebdomadaires" ["chat.hours.*.workingHours", "chat.hours.*.weekendHours", "chat.hours.*.weeklySchedules"], [];
    "Horaires hebdomadaires de clavardage" ["chat.hours.*.workingHours", "chat.hours.*.weekendHours", "chat.hours.*.weeklySchedules"], [];
    "Horaire hebdomadaire de clavardage" ["chat.hours.*.workingHours", "chat.hours.*.weekendHours", "chat.hours.*.weeklySchedules"], [];
    "Horaires hebdomadaires" ["chat.hours.*.weeklySchedules"], ["weekly-rank"];
    "Horaire hebdomadaire" ["chat.hours.*.weeklySchedules"], ["weekly-rank"];
    "Horaires hebdomadaires personnalisés" ["chat.hours.*.weeklySchedules"], [];
    "Modifier ou créer des horaires de clavardage hebdomadaires" ["chat.hours.*.weeklySchedules", "chat.hours.*.weeklySchedules[].name"], [];
    "Modifier un horaire hebdomadaire de clavardage" ["chat.hours.*.weeklySchedules"], [];
    "Créer un nouvel horaire hebdomadaire de clavardage" ["chat.hours.*.weeklySchedules"], [];
    "Heures de travail" ["chat.hours.*.workingHours"], ["lunch-break-of-working-hours"];
    "En semaine" ["chat.hours.*.workingHours"], [];
    "Heures de travail (en semaine)" ["chat.hours.*.workingHours"], [];
    "Weekend" ["chat.hours.*.weekendHours"], [];
    "Horaires de weekend" ["chat.hours.*.weekendHours"], [];
    "Fin de semaine" ["chat.hours.*.weekendHours"], [];
    "Nom de l'horaire" ["chat.hours.*.weeklySchedules[].name", "chat.hours.*.specialEvents[].name"], [];
    "Jours de la semaine" ["chat.hours.*.workingHours.days", "chat.hours.*.weekendHours.days", "chat.hours.*.weeklySchedules[].days"], [];
    "Jours" ["chat.hours.*.workingHours.days", "chat.hours.*.weekendHours.days", "chat.hours.*.weeklySchedules[].days"], [];
    "Lundi" ["chat.hours.*.workingHours.days", "chat.hours.*.weeklySchedules[].days"], [];
    "Mardi" ["chat.hours.*.workingHours.days", "chat.hours.*.weeklySchedules[].days"], [];
    "Mercredi" ["chat.hours.*.workingHours.days", "chat.hours.*.weeklySchedules[].days"], [];
    "Jeudi" ["chat.hours.*.workingHours.days", "chat.hours.*.weeklySchedules[].days"], [];
    "Vendredi" ["chat.hours.*.workingHours.days", "chat.hours.*.weeklySchedules[].days"], [];
    "Samedi" ["chat.hours.*.weekendHours.days", "chat.hours.*.weeklySchedules[].days"], [];
    "Dimanche" ["chat.hours.*.weekendHours.days", "chat.hours.*.weeklySchedules[].days"], [];
    "Tous les jours de la semaine" ["chat.hours.*.workingHours.days", "chat.hours.*.weekendHours.days", "chat.hours.*.weeklySchedules[].days"], [];
    "Heure de début" ["chat.hours.*.workingHours.startTime", "chat.hours.*.weekendHours.startTime", "chat.hours.*.weeklySchedules[].startTime"], [];
    "Heure de fin" ["chat.hours.*.workingHours.endTime", "chat.hours.*.weekendHours.endTime", "chat.hours.*.weeklySchedules[].endTime"], [];
    "Heure de début et de fin" ["chat.hours.*.weeklySchedules[].startTime", "chat.hours.*.weeklySchedules[].endTime"], [];
    "Toute la journée" ["chat.hours.*.workingHours.allDay", "chat.hours.*.weekendHours.allDay", "chat.hours.*.weeklySchedules[].allDay"], [];
    "24 heures" ["chat.hours.*.workingHours.allDay", "chat.hours.*.weekendHours.allDay", "chat.hours.*.weeklySchedules[].allDay"], [];
    "Pause-repas" ["chat.hours.*.workingHours.lunchBreak"], ["lunch-break-of-working-hours"];
    "Horaire de repas" ["chat.hours.*.workingHours.lunchBreak"], [];
    "Ajouter un horaire pour la pause-repas" ["chat.hours.*.workingHours.lunchBreak", "chat.hours.*.workingHours.lunchBreak.enabled"], ["lunch-break-of-working-hours"];
    "Ajouter horaire pour la pause-repas" ["chat.hours.*.workingHours.lunchBreak", "chat.hours.*.workingHours.lunchBreak.enabled"], ["lunch-break-of-working-hours"];
    "Créer un horaire pour la pause-repas" ["chat.hours.*.workingHours.lunchBreak", "chat.hours.*.workingHours.lunchBreak.enabled"], ["lunch-break-of-working-hours"];
    "Créer un horaire de pause-repas" ["chat.hours.*.workingHours.lunchBreak", "chat.hours.*.workingHours.lunchBreak.enabled"], ["lunch-break-of-working-hours"];
    "Modifier un horaire de pause-repas" ["chat.hours.*.workingHours.lunchBreak", "chat.hours.*.workingHours.lunchBreak.startTime", "chat.hours.*.workingHours.lunchBreak.endTime"], [];
    "Événements spéciaux" ["chat.hours.*.specialEvents"], ["event-availability"];
    "Événement spécial" ["chat.hours.*.specialEvents"], ["event-availability"];
    "Événements spéciaux pour les heures de service de clavardage" ["chat.hours.*.specialEvents"], ["event-availability"];
    "Horaires d'événements spéciaux" ["chat.hours.*.specialEvents"], ["priority"];
    "Horaires spéciaux de clavardage" ["chat.hours.*.specialEvents", "chat.hours.*.specialEvents[].availability"], ["event-availability"];
    "Modifier ou créer des horaires spéciaux de clavardage" ["chat.hours.*.specialEvents"], [];
    "Modifier ou créer des horaires d'événements spéciaux" ["chat.hours.*.specialEvents"], [];
    "Modifier ou créer un événement spécial" ["chat.hours.*.specialEvents", "chat.hours.*.specialEvents[].name"], [];
    "Modifier un événement spécial" ["chat.hours.*.specialEvents"], [];
    "Ajouter un événement spécial" ["chat.hours.*.specialEvents"], [];
    "Jours fériés" ["chat.hours.*.holidays", "chat.hours.*.specialEvents"], ["holidays"];
    "Date et heure de début" ["chat.hours.*.specialEvents[].startsAt", "chat.hours.*.specialEvents[].startDate"], [];
    "La date et l'heure de début" ["chat.hours.*.specialEvents[].startsAt", "chat.hours.*.specialEvents[].startDate"], [];
    "Date et heure de fin" ["chat.hours.*.specialEvents[].endsAt", "chat.hours.*.specialEvents[].endDate"], [];
    "La date et l'heure de fin" ["chat.hours.*.specialEvents[].endsAt", "chat.hours.*.specialEvents[].endDate"], [];
    "Soutien technique" [], ["support-page"];
    "Oublié?" [], ["forgotten-password"];
}

/// The labels that are a folded text.
pub(super) fn labels(asked: &str) -> impl Iterator<Item = &'static Label> {
    LABELS
        .iter()
        .filter(move |label| fold(label.label) == asked)
}

/// A key with the words that a French speaker would type for it, folded and separated by spaces.
struct Key {
    key: &'static str,
    words: &'static str,
}

macro_rules! keys {
    ($($key:literal $words:literal;)*) => {
        const KEYS: &[Key] = &[$(Key { key: $key, words: $words }),*];
    };
}

keys! {
    "apiVersion" "version versionapi";
    "account" "compte comptederevendeur";
    "general" "informationsgenerales generales generaux info";
    "can" "facturationcan codecan facturation";
    "spid" "numerodecomptespid numerospid comptespid";
    "resellerName" "nomdurevendeur nomrevendeur revendeur raisonsociale";
    "defaultCustomerLanguage" "langue languepardefaut languedesclients languepardefautdesclients";
    "address" "adresse";
    "street" "rue adresse address";
    "city" "ville";
    "province" "etat etatprovince state";
    "postalCode" "codepostal zip zipcode postcode";
    "country" "pays";
    "administrator" "administrateur administrateurducompte admin administrateurrevendeur";
    "email" "courriel adressecourriel mail courrieldeladministrateur";
    "phone" "telephone numerodetelephone tel";
    "language" "langue";
    "primary" "principal administrateurprincipal";
    "delegates" "delegues administrateursdelegues";
    "user" "utilisateur code codedutilisateur usercode";
    "name" "nom nomdelhoraire";
    "telephony" "telephonie systemetelephoniqueetfournisseurpardefaut systemetelephoniqueetfournisseur";
    "pbx" "systemetelephonique systemetelephoniquepbx";
    "provider" "fournisseur fournisseurdeservicetelephonique fournisseurpardefaut carrier";
    "chat" "clavardage";
    "enabled" "active activer actif activee enable on";
    "timeZone" "fuseau fuseauhoraire tz";
    "hours" "heures heuresdeservice heuresdeserviceduclavardage horaires";
    "both" "lesdeux deux deuxlangues all";
    "fr" "francais french frca";
    "en" "anglais english enca";
    "workingHours" "heuresdetravail ensemaine semaine heurestravail weekdays workhours";
    "weekendHours" "weekend heuresdeweekend horairesdeweekend findesemaine heuresdefindesemaine";
    "weeklySchedules" "horaireshebdomadaires horairehebdomadaire hebdomadaires horaireshebdomadairespersonnalises";
    "specialEvents" "evenementsspeciaux evenementspecial evenements horairesdevenementsspeciaux events horairesspeciaux";
    "holidays" "joursferies feries jourferie";
    "days" "jours joursdelasemaine jour day";
    "startTime" "debut heurededebut heuredebut start begin begins from de";
    "endTime" "fin heuredefin heurefin end ends to until";
    "allDay" "toutelajournee touteslajournee journeeentiere journee";
    "lunchBreak" "pauserepas pausedejeuner pausediner pause horaireperepas lunch repas diner";
    "renamedFrom" "anciennom renommede renommeede nomprecedent oldname";
    "availability" "disponibilite disponible etat available";
    "startsAt" "dateetheurededebut datedheurededebut commence commencea debutea";
    "endsAt" "dateetheuredefin termine terminea finita";
    "startDate" "datededebut datedebut premierjour date";
    "endDate" "datedefin datefin dernierjour";
    "calendar" "calendrier";
    "years" "annees annee year ans";
    "except" "sauf excepte exceptions";
    "only" "seulement uniquement";
}

/// The folded words that people use for a key.
pub(crate) fn words_for(key: &str) -> impl Iterator<Item = &'static str> {
    let key = key.trim_end_matches("[]");
    let row = KEYS.iter().find(|row| row.key == key);
    row.into_iter().flat_map(|row| row.words.split(' '))
}

/// Whether a folded word is one that people use for a key.
pub(crate) fn key_called(key: &str, word: &str) -> bool {
    words_for(key).any(|known| known == word)
}
