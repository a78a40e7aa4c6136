//! Why the system, a library or a layer below failed, in French.
//!
//! Reasons reach a report as English text: the system and most libraries know no other language, and
//! errors here say what was being done. English shows them as they are. French says the usual ones
//! in its own words and keeps the text of a rare one in parentheses, where a search engine finds it.
//!
//! An error of the system names its number, `No such file or directory (os error 2)`, and the number
//! decides, because its text depends on the system. All others are known by their text.

use std::io::{Error, ErrorKind};

use super::message::Message;

/// How an error of a layer begins, and the sentence for it; what follows a colon is a reason of its
/// own. The rest of the beginning, such as a path, is kept.
const LAYERS: [(&str, &str); 15] = [
    ("use the portal's database", "reason-use-database"),
    ("open the portal's database", "reason-open-database"),
    ("write the backup", "reason-write-backup"),
    ("get random bytes from the system", "reason-random"),
    ("compute the hash of a password", "reason-hash"),
    ("read the seed", "reason-seed"),
    ("read the token file", "reason-token-file"),
    ("trust the token file", "reason-token-file-shared"),
    (
        "find one token on one line in the token file",
        "reason-one-token",
    ),
    ("listen", "reason-listen"),
    ("write the journal ", "reason-journal"),
    ("lock the account", "reason-lock"),
    ("find the directory", "reason-find-directory"),
    ("watch the directory", "reason-watch-directory"),
    ("prepare a connection", "reason-connection"),
];

/// Texts that stand in a reason, and the sentence for them. The first that fits decides.
const TEXTS: [(&str, &str); 51] = [
    ("UnknownIssuer", "reason-certificate-issuer"),
    ("certificate: Expired", "reason-certificate-expired"),
    ("certificate expired", "reason-certificate-expired"),
    ("NotValidForName", "reason-certificate-name"),
    ("not valid for name", "reason-certificate-name"),
    ("holds no certificate", "reason-no-certificate"),
    ("peer certificate", "reason-certificate"),
    ("received corrupt message", "reason-no-tls"),
    ("InvalidContentType", "reason-no-tls"),
    ("handshake", "reason-handshake"),
    ("fatal alert", "reason-handshake"),
    ("failed to lookup address information", "reason-dns"),
    ("dns error", "reason-dns"),
    ("the time of the run is over", "reason-late"),
    ("timed out", "reason-timed-out"),
    ("deadline has elapsed", "reason-timed-out"),
    (
        "connection closed before message completed",
        "reason-cut-off",
    ),
    ("error reading a body from connection", "reason-cut-off"),
    (
        "end of file before message length reached",
        "reason-cut-off",
    ),
    ("it has more than 8 MiB", "reason-too-large"),
    ("it has too many values", "reason-crowded"),
    ("message head is too large", "reason-long-head"),
    ("chunk extensions over limit", "reason-long-head"),
    ("chunk trailers", "reason-long-head"),
    ("it has no ETag", "reason-write-no-etag"),
    ("a list continues at another place", "reason-list-elsewhere"),
    ("a list has no end", "reason-list-endless"),
    ("a list is too large", "reason-list-large"),
    ("the token cannot be sent", "reason-token-unsendable"),
    ("the settings have no ETag", "reason-no-etag"),
    ("settings were not sent", "reason-no-settings"),
    ("a name that no account can have", "reason-account-name"),
    (
        "it is not the JSON of the contract",
        "reason-not-the-contract",
    ),
    ("it is not JSON, perhaps a web page", "reason-not-json"),
    ("it is a redirect, which is not followed", "reason-redirect"),
    ("it is for another account", "reason-other-account"),
    ("without a problem document", "reason-status-alone"),
    ("HTTP 5", "reason-status"),
    ("the times of a schedule are no window", "reason-times"),
    ("the times of an event are no civil times", "reason-times"),
    ("another portal serves it", "reason-served"),
    ("another apply of it is running", "reason-applied-elsewhere"),
    ("another apply broke it", "reason-lock-broken"),
    ("the file is no database", "reason-no-database"),
    (
        "it is a database of something else",
        "reason-other-database",
    ),
    ("it is damaged", "reason-damaged"),
    (
        "a later version of consigne wrote it",
        "reason-later-version",
    ),
    ("beside it is of another file", "reason-beside"),
    (
        "it would replace the database itself",
        "reason-replaces-database",
    ),
    ("others can write it", "reason-others-write"),
    ("did not contain valid UTF-8", "reason-utf8"),
];

/// Texts of SQLite and of systems whose numbers have no kind.
const RARE: [(&str, &str); 7] = [
    ("database is locked", "reason-database-locked"),
    ("readonly database", "reason-read-only"),
    ("database or disk is full", "reason-full"),
    ("unable to open database file", "reason-database-file"),
    ("Too many open files", "reason-too-many-open"),
    ("levels of symbolic links", "reason-loop"),
    ("failed to fill whole buffer", "reason-end"),
];

/// The kinds of errors of the system, and the sentence for each.
const KINDS: [(ErrorKind, &str); 25] = [
    (ErrorKind::NotFound, "reason-not-found"),
    (ErrorKind::PermissionDenied, "reason-permission"),
    (ErrorKind::IsADirectory, "reason-is-directory"),
    (ErrorKind::NotADirectory, "reason-not-directory"),
    (ErrorKind::StorageFull, "reason-full"),
    (ErrorKind::QuotaExceeded, "reason-quota"),
    (ErrorKind::FileTooLarge, "reason-file-too-large"),
    (ErrorKind::ReadOnlyFilesystem, "reason-read-only"),
    (ErrorKind::AlreadyExists, "reason-exists"),
    (ErrorKind::DirectoryNotEmpty, "reason-not-empty"),
    (ErrorKind::ResourceBusy, "reason-busy"),
    (ErrorKind::InvalidFilename, "reason-name-too-long"),
    (ErrorKind::OutOfMemory, "reason-memory"),
    (ErrorKind::Interrupted, "reason-interrupted"),
    (ErrorKind::BrokenPipe, "reason-broken-pipe"),
    (ErrorKind::ConnectionRefused, "reason-refused"),
    (ErrorKind::ConnectionReset, "reason-reset"),
    (ErrorKind::ConnectionAborted, "reason-aborted"),
    (ErrorKind::NotConnected, "reason-aborted"),
    (ErrorKind::TimedOut, "reason-timed-out"),
    (ErrorKind::AddrInUse, "reason-in-use"),
    (ErrorKind::AddrNotAvailable, "reason-not-available"),
    (ErrorKind::HostUnreachable, "reason-host-unreachable"),
    (ErrorKind::NetworkUnreachable, "reason-network-unreachable"),
    (ErrorKind::NetworkDown, "reason-network-unreachable"),
];

/// How the request of a failure begins, behind its reason: `(GET https://…, 1/5, 7f3a9b2c-17)`.
const REQUESTS: [&str; 5] = [" (GET ", " (PUT ", " (PATCH ", " (POST ", " (DELETE "];

/// The sentence for a reason. English has one sentence for all: the reason itself.
pub(super) fn sentence(raw: &str) -> Message {
    let request = REQUESTS.iter().find_map(|method| raw.find(method));
    if let Some(at) = request {
        let (reason, request) = raw.split_at(at);
        return Message::new("reason-request")
            .text("raw", raw)
            .message("reason", sentence(reason))
            .text("request", request.trim_start());
    }
    let layer = LAYERS.iter().find(|(begins, _)| raw.starts_with(begins));
    if let Some((begins, id)) = layer {
        let (head, detail) = match raw.split_once(": ") {
            Some((head, detail)) => (head, Some(detail)),
            None => (raw, None),
        };
        let what = head.get(begins.len()..).unwrap_or(head).trim();
        let head = Message::new(id).text("raw", raw).text("what", what);
        return match detail {
            Some(detail) => Message::new("reason-chain")
                .text("raw", raw)
                .message("head", head)
                .message("detail", sentence(detail)),
            None => head,
        };
    }
    let texts = TEXTS.iter().chain(&RARE);
    let known = texts.clone().find(|(text, _)| raw.contains(text));
    let id = known.map(|(_, id)| *id).or_else(|| of_the_system(raw));
    Message::new(id.unwrap_or("reason-other")).text("raw", raw)
}

/// The sentence for an error whose text holds its number.
fn of_the_system(raw: &str) -> Option<&'static str> {
    let (_, number) = raw.rsplit_once("(os error ")?;
    let (number, _) = number.split_once(')')?;
    let number = number.parse().ok()?;
    let kind = Error::from_raw_os_error(number).kind();
    let known = KINDS.iter().find(|(known, _)| *known == kind);
    known.map(|(_, id)| *id)
}
