//! The help page of the portal, sentence by sentence, over HTTP. These cases are written by hand
//! from the page: the oracle is not the code.

mod account;
mod chat;
mod whole;

use crate::http::ask;
use crate::workbench::Workbench;

/// The page itself.
const PAGE: &str = include_str!(concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/fixtures/portal-help-page.fr.txt"
));

const SEED: &str = "
accounts:
  - account: boreal
    can: QC104233
    primary: { userCode: '1001', name: Marie Tremblay, email: marie@boreal.example }
    candidates:
      - { userCode: '2041', name: Jean Roy, company: Boréal }
      - { userCode: '2107', name: Aïcha Benali, company: Boréal, role: companyDelegate }
    softwareDeployed: true
    settings: { delegates: [{ userCode: '2041', name: Jean Roy }] }
  - account: other
    primary: { email: other@other.example }
";

/// A sentence of the page, or the part of one, that the lines below it show to be enforced.
fn says(sentence: &str) {
    assert!(PAGE.contains(sentence), "the page does not say: {sentence}");
}

/// A new account, as the page describes one.
fn portal() -> Workbench {
    Workbench::with_portal(SEED)
}

/// Reads one member of a resource.
fn read(bench: &Workbench, path: &str, member: &str) -> serde_json::Value {
    let answer = ask(bench, "GET", path, None);
    assert_eq!(answer.status, 200, "{path}");
    answer.body[member].clone()
}
