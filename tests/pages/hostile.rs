//! Hostile text stays text, wherever it is shown again.

use crate::visit::{Visit, once};

/// Each would be something else than text in a page that forgot to escape it.
const HOSTILE: [&str; 7] = [
    "<script>document.title = 'owned'</script>",
    "\"><img src=x onerror=\"document.title='owned'\">",
    "' autofocus onfocus='document.title=1",
    "</title></textarea></style><b id=owned>",
    "&lt;b&gt; &amp;amp; &#60;",
    "{{7*7}} ${7*7} <%= 7*7 %>",
    "javascript:document.title='owned'",
];

fn nothing_ran(visit: &Visit<'_>, text: &str) {
    let seen = "return [document.title, document.querySelectorAll('script, #owned, [onerror], [onfocus]').length]";
    let seen = visit.browser.script(seen, Vec::new());
    assert_ne!(seen[0], "owned", "{text}");
    assert_eq!(seen[1], 0, "{text}");
}

#[test]
fn names_stay_text_on_every_page() {
    once("hostile", |visit| {
        for text in HOSTILE {
            visit.menu("Paramètres");
            visit.section("Informations générales");
            visit.fill("Nom du revendeur", text);
            visit.press("Enregistrer");
            visit.saved();
            visit.section("Informations générales");
            assert_eq!(visit.value("Nom du revendeur"), text);
            nothing_ran(visit, text);
            visit.section("Clavardage");
            visit.part("Heures de service du clavardage en français");
            visit.part("Horaires de clavardage hebdomadaires");
            visit.follow("Nouveau");
            visit.fill("Nom de l'horaire", text);
            visit.tick("lundi");
            visit.fill("Heure de début", "06:00");
            visit.fill("Heure de fin", "06:30");
            visit.press("Enregistrer");
            visit.saved();
            visit.menu("Paramètres");
            visit.section("Clavardage");
            visit.part("Heures de service du clavardage en français");
            visit.follow(text);
            assert_eq!(visit.value("Nom de l'horaire"), text);
            nothing_ran(visit, text);
            for entry in ["Heures en français", "En YAML", "Historique"] {
                visit.menu(entry);
                nothing_ran(visit, text);
            }
        }
    });
}
