//! Every sentence of the page is enforced by a case that quotes it, or is listed here with the
//! reason why it has none.

use syn::visit::Visit;

use super::PAGE;

/// Why a sentence has no case; each stands for the sentences that begin so.
const LISTED: &[(&str, &[&str])] = &[
    (
        "how to get around in the web pages, which are not the settings",
        &[
            "Cliquez sur Enregistrer",
            "Cliquez sur OK",
            "Cliquez sur Pause-repas",
            "Cliquez sur le bouton",
            "Cliquez sur l'icône",
            "Dans cette section",
            "La page Paramètres comprend les sections suivantes",
            "La page suivante",
            "Pour accéder à ces",
            "Pour afficher et modifier",
            "Pour modifier",
            "Pour spécifier la langue",
            "Pour voir",
            "Si les champs de la section sont masqués",
            "Suivez directives",
            "Une fenêtre-éclair",
            "Voir ",
            "À partir du menu principal",
        ],
    ),
    (
        "what a section or field is for; its rules are the sentences beside it",
        &[
            "Administrateur du compte: Vos codes d'accès",
            "C'est le nom qui sera présenté",
            "C'est également l'endroit",
            "Ce champ indique qui est le titulaire",
            "Ce numéro correspond au code du fournisseur",
            "Cette page contient",
            "Cette section vous permet",
            "Clavardage: Paramètres de configuration",
            "Elles servent à vous transmettre",
            "Il existe deux types d'horaires",
            "Informations générales: Vos coordonnées",
            "L'horaire hebdomadaire définit",
            "L'ordre de priorité des horaires est le suivant",
            "Le SPID est utilisé par des applications tierces",
            "Les coordonnées sont utilisées pour recevoir",
            "Les horaires d'événements spéciaux établissent",
            "Par défaut, l'horaire hebdomadaire couvre 2 périodes",
            "Système téléphonique et fournisseur par défaut: Système",
            "Vous pouvez configurer et utiliser la fonction",
            "Vous pouvez configurer l'horaire",
            "Vous spécifiez les heures",
            "Événements spéciaux pour les heures de service",
            "Horaires de clavardage hebdomadaires: Définit",
        ],
    ),
    (
        "said again elsewhere on the page, where a case quotes it",
        &[
            "De plus, vous pouvez",
            "Des heures de service hebdomadaire",
            "Horaires d'événements spéciaux",
            "Le système créera automatiquement un horaire de repas",
            "Les événements spéciaux ont priorité sur les horaires",
            "Par exemple, les cases L, M, M, J, V",
            "Pour créer un horaire de clavardage distinct",
            "Sélectionnez l'utilisateur qui sera",
            "Vous devez maintenant configurer",
            "Vous pouvez modifier l'adresse courriel",
            "À la section Horaire hebdomadaire, sélectionnez",
        ],
    ),
    (
        "billing, the mails of the portal and the Soutien technique page are out of scope",
        &[
            "C'est aussi à cette adresse que le système envoie",
            "Ces renseignements servent également aux fins de soutien",
            "Cliquez sur le code CAN",
            "Le CAN sert à calculer",
            "Le montant correspond",
            "Pour spécifier l'adresse courriel et numéro de téléphone publics",
            "Pour spécifier le numéro de téléphone que les clients",
            "REMARQUE: Si vous avez perdu votre mot de passe",
            "Si vous facturez vos clients",
            "Si vous ne facturez PAS",
            "Toutes les communications par courriel",
            "Vous recevrez un courriel contenant vos codes",
        ],
    ),
];

/// Texts that the cases quote.
#[derive(Default)]
struct Quoted(Vec<String>);

impl Visit<'_> for Quoted {
    fn visit_expr_call(&mut self, call: &syn::ExprCall) {
        let says = matches!(&*call.func, syn::Expr::Path(path) if path.path.is_ident("says"));
        if let (true, Some(syn::Expr::Lit(text))) = (says, call.args.first())
            && let syn::Lit::Str(text) = &text.lit
        {
            self.0.push(text.value());
        }
        syn::visit::visit_expr_call(self, call);
    }
}

/// Sentences of a line: each ends with a full stop before a capital letter, or with the line.
fn sentences(line: &str) -> Vec<&str> {
    let line = line.strip_prefix("- ").unwrap_or(line);
    let mut found = Vec::new();
    let mut rest = line;
    while let Some(at) = rest
        .match_indices(". ")
        .map(|(at, _)| at + 1)
        .find(|at| rest[at + 1..].starts_with(|first: char| first.is_uppercase()))
    {
        found.push(&rest[..at]);
        rest = &rest[at + 1..];
    }
    found.push(rest);
    found
}

/// A quote is of a sentence, of a part of one, or of more than one; the names of the ranks are
/// sentences of one word.
fn covers(quote: &str, sentence: &str) -> bool {
    const A_PART: usize = 24;
    let part = quote.len() >= A_PART && sentence.contains(quote);
    quote == sentence || part || (sentence.len() >= A_PART && quote.contains(sentence))
}

#[test]
fn every_sentence_has_a_case_or_a_reason() {
    let mut quoted = Quoted::default();
    for source in [include_str!("account.rs"), include_str!("chat.rs")] {
        quoted.visit_file(&syn::parse_file(source).unwrap());
    }
    assert!(
        quoted.0.len() >= 45,
        "{} sentences are quoted",
        quoted.0.len()
    );
    let listed: Vec<&str> = LISTED
        .iter()
        .flat_map(|(_, begins)| *begins)
        .copied()
        .collect();
    let mut used = vec![false; listed.len()];
    let mut bare = Vec::new();
    for sentence in PAGE.lines().flat_map(sentences) {
        let cased = quoted.0.iter().any(|quote| covers(quote, sentence));
        // A heading says nothing by itself.
        let heading = !sentence.replace("etc.)", "").contains(['.', ':', '?']);
        let reason = listed.iter().position(|begin| sentence.starts_with(begin));
        if let Some(at) = reason {
            used[at] = true;
        }
        if !(cased || heading || reason.is_some()) {
            bare.push(sentence);
        }
    }
    assert!(bare.is_empty(), "no case and no reason: {bare:#?}");
    let unused: Vec<_> = listed
        .iter()
        .zip(used)
        .filter(|(_, used)| !used)
        .map(|(begin, _)| begin)
        .collect();
    assert!(
        unused.is_empty(),
        "the page has no such sentence: {unused:?}"
    );
}
