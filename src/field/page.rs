//! Quotations of the help page, word for word. A test looks up each sentence below its heading in a
//! copy of the page.

/// Sentences of one section of the help page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct HelpSection {
    /// The heading above the sentences.
    pub(crate) section: &'static str,
    pub(crate) says: &'static [&'static str],
}

macro_rules! pages {
    ($($name:ident = $section:literal: [$($sentence:literal),+ $(,)?];)*) => {
        $(pub(super) const $name: HelpSection = HelpSection { section: $section, says: &[$($sentence),+] };)*
        /// All of them.
        #[cfg(test)]
        pub(super) const ALL: &[HelpSection] = &[$($name),*];
    };
}

pages! {
    GENERAL = "Informations générales": [
        "Les coordonnées sont utilisées pour recevoir de l'information sur votre compte (identifiant, NIP, codes d'accès et autres messages).",
        "Ces renseignements servent également aux fins de soutien technique et de facturation.",
    ];
    SPID = "Numéro de compte SPID": [
        "Ce champ est vide par défaut.",
        "Le SPID est fourni par le système tiers et permet d'apparier et de synchroniser un compte.",
    ];
    RESELLER_NAME = "Nom du revendeur": [
        "C'est le nom qui sera présenté à vos clients dans la signature des courriels que vous leur envoyez et à certains endroits sur le portail Web.",
    ];
    CAN = "Facturation CAN": [
        "Il est automatiquement attribué à votre compte au moment de sa création.",
        "Le code CAN ne peut être modifié.",
    ];
    BILLING = "Facturation CAN": [
        "Le CAN sert à calculer et à gérer la facturation en fonction de votre mode de facturation choisi:",
        "Le montant correspond alors au coût des services vendus à votre clientèle.",
        "Le montant correspond alors à vos revenus de vente nets.",
        "Cliquez sur le code CAN pour accéder au système de facturation et démarrer une session avec votre compte de revendeur.",
    ];
    CUSTOMER_LANGUAGE = "Langue": [
        "Le champ Langue de la page Paramètres > Informations générales spécifie la langue qui sera attribuée par défaut aux nouveaux abonnés.",
        "Vous pouvez modifier la langue par défaut des clients à votre guise.",
    ];
    ADDRESS = "Adresse": [
        "Les coordonnées (adresse, ville, pays, état/province, code postal) sont utilisées à des fins diverses et doivent toujours être tenues à jour.",
        "Elles servent à vous transmettre des renseignements sur votre compte.",
    ];
    ADDRESS_PART = "Adresse": [
        "Modifiez les champs au besoin (adresse, ville, pays, état/province, code postal).",
    ];
    ADMINISTRATOR = "Administrateur du compte": [
        "Cette section vous permet de gérer vos codes d'accès, renseignements personnels et préférences de langue à titre d'administrateur-revendeur.",
    ];
    ADMINISTRATOR_LANGUAGE = "Langue de l'administrateur-revendeur": [
        "Le champ Langue à la page Paramètres > Administrateur du compte permet de spécifier la langue de l'interface du portail Web.",
    ];
    EMAIL = "Courriel de l'administrateur-revendeur": [
        "Cette adresse courriel correspond à l'adresse privée qui vous servira d'identifiant pour ouvrir une session sur le portail Web à titre d'administrateur-revendeur.",
        "C'est aussi à cette adresse que le système envoie les alertes et messages.",
        "La nouvelle adresse courriel deviendra votre identifiant de connexion au portail Web à titre d'administrateur-revendeur.",
    ];
    MAILS = "Courriel de l'administrateur-revendeur": [
        "Toutes les communications par courriel seront dorénavant dirigées à cette adresse (factures, avis, codes d'accès, etc.).",
    ];
    SUPPORT = "Courriel de l'administrateur-revendeur": [
        "Pour spécifier l'adresse courriel et numéro de téléphone publics que les clients doivent utiliser pour obtenir de l'aide et des réponses à leurs questions, allez à la page Paramètres > Soutien technique.",
    ];
    PHONE = "Numéro de téléphone de l'administrateur-revendeur": [
        "Ce numéro de téléphone demeure confidentiel et est utilisé par l'administrateur-système pour communiquer avec vous au sujet de votre compte de revendeur.",
    ];
    PASSWORD = "Mot de passe de l'administrateur-revendeur": [
        "Par souci de sécurité, le portail Web n'affiche pas votre mot de passe mais vous permet de le modifier au besoin en utilisant le bouton Modifier mot de passe.",
        "Entrez votre ancien mot de passe à des fins de vérification.",
        "Le mot de passe doit comporter au moins 8 caractères alphanumériques, au moins une lettre majuscule, un chiffre et un caractère spécial.",
    ];
    FORGOTTEN = "Modifier votre mot de passe": [
        "Si vous avez perdu votre mot de passe, allez à la page de connexion du portail Web et cliquez sur le lien Oublié? et entrez votre adresse courriel dans le champ prévu à cet effet.",
        "Vous recevrez un courriel contenant vos codes d'accès.",
    ];
    PRIMARY = "Administrateur principal (utilisateur)": [
        "Ce champ indique qui est le titulaire principal du compte d'administrateur-revendeur.",
        "Il est composé d'un préfixe correspondant au code d'utilisateur suivi du nom de l'administrateur-revendeur.",
        "Il ne peut y avoir qu'un seul administrateur principal du compte de revendeur.",
    ];
    DELEGATES = "Administrateurs délégués (utilisateur)": [
        "Ce champ permet à l'administrateur-revendeur d'accorder ou de révoquer des droits d'administrateur-revendeur délégué à des administrateurs-entreprise.",
        "Cependant, un administrateur délégué ne peut pas ajouter ou supprimer des administrateurs.",
    ];
    DELEGATE = "Ajouter un administrateur-revendeur délégué": [
        "Sélectionnez l'utilisateur qui sera le nouvel administrateur délégué du système.",
        "Les éléments de cette liste sont tirés de la liste des administrateurs-entreprise et de leurs délégués.",
    ];
    REVOKE = "Supprimer un administrateur-revendeur délégué": [
        "Cliquez sur OK pour confirmer la suppression.",
    ];
    TELEPHONY = "Système téléphonique et fournisseur par défaut": [
        "Cette section désigne le système téléphonique (PBX) ainsi que le fournisseur de service téléphonique par défaut qui prend en charge les appels entrants et sortants.",
        "Ces champs ne peuvent être modifiés.",
    ];
    CHAT = "Clavardage": [
        "Vous pouvez configurer et utiliser la fonction de clavardage permettant d'interagir directement avec les clients qui ont des questions ou ont besoin d'aide.",
    ];
    ENABLED = "Clavardage": [
        "La fonction de clavardage est désactivée par défaut lors de la création de votre compte.",
        "Avant d'activer le clavardage, veuillez communiquer avec l'administrateur-système.",
    ];
    LANGUAGES = "Clavardage": [
        "Configurez les jours et heures de service de clavardage en anglais et en français.",
    ];
    HOURS = "Heures de service du clavardage": [
        "Vous pouvez configurer l'horaire de vos services de clavardage pendant la semaine, le weekend et les événements spéciaux comme les jours fériés.",
        "Chaque horaire est associé à un ordre de priorité afin de gérer les chevauchements de périodes.",
    ];
    PRIORITY = "Ordre de priorité des horaires de clavardage": [
        "Les horaires de clavardage sont appliqués en fonction de leur ordre de priorité.",
        "Par exemple, un événement spécial tel qu'un jour férié aura priorité sur les horaires hebdomadaires.",
    ];
    WORKING_HOURS = "Horaires de clavardage hebdomadaires": [
        "Des heures de service hebdomadaire de clavardage par défaut sont créées automatiquement avec votre compte.",
        "En semaine: Définit l'horaire du service de clavardage du lundi au vendredi.",
    ];
    WEEKEND = "Horaires de clavardage hebdomadaires": [
        "Des heures de service hebdomadaire de clavardage par défaut sont créées automatiquement avec votre compte.",
        "Weekend: Définit l'horaire de clavardage pendant le weekend (samedi et dimanche).",
    ];
    WEEKLY = "Horaires de clavardage hebdomadaires": [
        "De plus, vous pouvez ajouter autant d'horaires hebdomadaires personnalisés que nécessaire.",
    ];
    WEEKLY_NAME = "Modifier ou créer des horaires de clavardage hebdomadaires": [
        "Dans le champ Nom de l'horaire, entrez un nom descriptif pour votre nouvel horaire hebdomadaire.",
    ];
    DAYS = "Jours de la semaine auxquels s'applique l'horaire hebdomadaire": [
        "Cochez les cases correspondant aux jours de la semaine pendant lesquels le service de clavardage est disponible.",
        "Cochez la case Tous les jours de la semaine pour cocher toutes les cases simultanément.",
    ];
    TIMES = "Heures": [
        "Entrez l'heure de début et de fin du service de clavardage.",
    ];
    ALL_DAY = "Heures": [
        "Cochez la case Toute la journée pour le rendre disponible 24 heures au lieu choisir une heure de début et de fin.",
    ];
    LUNCH_BREAK = "Heures": [
        "Pour créer un horaire de clavardage distinct pour la pause-repas, cochez la case Ajouter un horaire pour la pause-repas.",
        "Le système créera automatiquement un horaire de repas à la section Horaires de clavardage hebdomadaires.",
    ];
    LUNCH_BOX = "Créer un horaire pour la pause-repas": [
        "Cochez la case Ajouter horaire pour la pause-repas.",
        "Le système créera automatiquement un nouvel horaire nommé Pause-repas dans la section horaires hebdomadaires.",
    ];
    LUNCH_TIMES = "Créer un horaire pour la pause-repas": [
        "Vous devez maintenant configurer l'horaire de repas.",
    ];
    EVENTS = "Horaires spéciaux de clavardage": [
        "Les horaires d'événements spéciaux établissent les heures de disponibilité du service de clavardage pendant certaines périodes de l'année tels que les jours fériés.",
        "Les événements spéciaux ont priorité sur les horaires hebdomadaires.",
        "Vous pouvez ajouter autant d'horaires pour les événements spéciaux que nécessaire.",
    ];
    AVAILABILITY = "Horaires spéciaux de clavardage": [
        "Les horaires d'événements spéciaux établissent les heures de disponibilité du service de clavardage pendant certaines périodes de l'année tels que les jours fériés.",
    ];
    EVENT_NAME = "Modifier ou créer un événement spécial (jours fériés, etc.)": [
        "Dans le champ Nom de l'horaire, entrez un nom descriptif pour votre nouvel horaire spécial.",
    ];
    EVENT_PERIOD = "Modifier ou créer un événement spécial (jours fériés, etc.)": [
        "Sélectionnez la date et l'heure de début et la date et l'heure de fin de l'événement.",
    ];
}
