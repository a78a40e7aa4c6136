//! What the pages of one served portal share: how they are shown, sessions that are idle, and links that log in
//! once.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use serde_json::Value;

use crate::model::Language;
use crate::portal::fault::PortalFault;
use crate::portal::random::random_hex;
use crate::portal::session::SessionOwner;
use crate::portal::token;

/// How long a session may be idle with `--strict-session`, as on the vendor's portal.
const IDLE: Duration = Duration::from_secs(10 * 60);
/// How long a login link works.
const ONCE: Duration = Duration::from_secs(60);

/// What the portal shows of an account and does not know itself: the portal shares no code with the tool, so a
/// front hands it over.
pub(crate) trait AccountViews: Send + Sync {
    /// The account as a file whose plan is empty; of one section, or whole.
    fn yaml(&self, settings: &Value, section: Option<&str>) -> Option<String>;

    /// The week as customers of one language meet it, as HTML, in the language of the reader. `at` is an instant of
    /// civil time for which the layers are shown.
    fn week(
        &self,
        settings: &Value,
        of: Language,
        at: Option<&str>,
        reader: Language,
        now: DateTime<Utc>,
    ) -> Option<String>;
}

/// Which habits the pages have.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum PageHabits {
    #[default]
    Kind,
    /// The vendor's harder ones: a login in a window of its own, a page of welcome, and « Profile ».
    Harsh,
}

/// How the pages of a portal are shown.
#[derive(Default)]
pub(crate) struct Desk {
    pub(super) views: Option<Arc<dyn AccountViews>>,
    pub(super) habits: PageHabits,
    /// Whether a session ends when it is idle.
    is_strict: bool,
    /// When a session was last used, by its hash.
    seen: Mutex<BTreeMap<String, Instant>>,
    /// Links that log in, by the hash of their code.
    links: Mutex<BTreeMap<String, (SessionOwner, Instant)>>,
}

impl Desk {
    pub(crate) fn new(views: Arc<dyn AccountViews>, habits: PageHabits, is_strict: bool) -> Self {
        Self {
            views: Some(views),
            habits,
            is_strict,
            ..Self::default()
        }
    }

    /// A code that logs in as the primary administrator of an account, once and within a minute.
    pub(crate) fn link(&self, account: &str) -> Result<String, PortalFault> {
        let code = random_hex(32)?;
        let owner = SessionOwner::primary_of(account);
        let mut links = self.links.lock().unwrap_or_else(PoisonError::into_inner);
        links.insert(token::hash(&code), (owner, Instant::now()));
        Ok(code)
    }

    /// Whose link a code is of. It is worth nothing afterwards.
    pub(super) fn redeem(&self, code: &str) -> Option<SessionOwner> {
        let mut links = self.links.lock().unwrap_or_else(PoisonError::into_inner);
        let (owner, made) = links.remove(&token::hash(code))?;
        (made.elapsed() < ONCE).then_some(owner)
    }

    /// Whether a session is still in use, which this use proves of the next ten minutes.
    pub(super) fn is_in_use(&self, session: &str) -> bool {
        if !self.is_strict {
            return true;
        }
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.retain(|hash, last| hash == session || last.elapsed() < IDLE);
        let last = seen.insert(session.to_owned(), Instant::now());
        last.is_none_or(|last| last.elapsed() < IDLE)
    }
}
