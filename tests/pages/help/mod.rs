//! Every procedure of the help page, click by click: in French, in English, and once without scripts.
//! Each line that acts comes after the sentence that asks for it.

mod administrator;
mod delegates;
mod events;
mod general;
mod shown;
mod weekly;

use crate::visit::Visit;

/// « À partir du menu principal, cliquez sur Paramètres et allez à la section … »
fn reach(visit: &Visit<'_>, section: &str) {
    visit.says(&format!(
        "À partir du menu principal, cliquez sur Paramètres et allez à la section {section}."
    ));
    visit.menu("Paramètres");
    visit.says(
        "Si les champs de la section sont masqués, cliquez la flèche à côté du titre de la section pour les afficher.",
    );
    visit.section(section);
}

/// « Cliquez sur Enregistrer pour appliquer les modifications. »
fn save(visit: &Visit<'_>) {
    visit.says("Cliquez sur Enregistrer pour appliquer les modifications.");
    visit.press("Enregistrer");
    visit.saved();
}
