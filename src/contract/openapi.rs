//! The contract as an OpenAPI 3.1 document, for whoever writes an adapter in front of a portal.
//!
//! Nothing here is known twice: paths, methods and problems come from the table of routes, schemas
//! from the types that are sent and received. Problems with one status share a `responses` component,
//! named by the status and its types (`409.name-taken.server-managed-schedule`), because OpenAPI has
//! room for one response per status. `schema/portal.openapi.json` is this document, and a test keeps
//! it fresh.

use std::collections::BTreeMap;

use schemars::generate::SchemaSettings;
use schemars::{SchemaGenerator, generate::Contract};
use serde_json::{Map, Value, json};

use super::route::{BodyShape, Condition, Operation, Query, Route, Verb, Who};
use super::shape::schema;
use super::table::ROUTES;
use super::wire;

const ABOUT: &str = "What an adapter in front of a portal answers, and what the embedded portal \
    answers. Every other method of a path is 405 `method-not-allowed` with `Allow`. Tags are \
    strong, of a revision and never of content, so that none comes twice. A member that is absent \
    and one that is null mean the same in an answer; unknown members of a request are refused.";

/// The document.
pub(crate) fn document() -> Value {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.definitions_path = "/components/schemas".into();
        settings.meta_schema = None;
        settings.contract = Contract::Deserialize;
    });
    let mut generator = settings.into_generator();
    let paths: Map<_, _> = ROUTES
        .iter()
        .map(|route| (route.path.to_owned(), path_item(route, &mut generator)))
        .collect();
    generator.subschema_for::<wire::Problem>();
    let mut schemas = generator.take_definitions(true);
    accept_when_equal(&mut schemas);
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "The portal, as consigne speaks to it",
            "version": "v1",
            "description": ABOUT,
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "servers": [{ "url": "/" }],
        "security": [{ "bearer": [] }],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "responses": problems(),
            "parameters": parameters(),
            "headers": headers(),
            "securitySchemes": { "bearer": {
                "type": "http",
                "scheme": "bearer",
                "description": "A token of a user or of the system, with a scope.",
            } },
        },
    })
}

/// Read-only members may be sent back as they were read: a client that reads, changes one member and
/// writes everything must not be refused for it. Another value is `immutable-field`. The types of
/// `body.rs` do not have these members, because this client never sends them.
fn accept_when_equal(schemas: &mut Map<String, Value>) {
    let primary = json!({ "$ref": "#/components/schemas/Primary" });
    for (shape, member, schema) in [
        ("GeneralPatch", "can", text()),
        ("AdministratorPatch", "primary", primary),
        (
            "ChatPatch",
            "softwareDeployed",
            json!({ "type": "boolean" }),
        ),
        ("PutWeeklySchedule", "id", text()),
        ("PutSpecialEvent", "id", text()),
    ] {
        let mut schema = schema;
        schema["description"] = "Read-only: accepted when equal.".into();
        let properties = schemas
            .get_mut(shape)
            .and_then(|shape| shape["properties"].as_object_mut());
        let properties = properties.expect("each of these is a shape with members");
        properties.insert(member.to_owned(), schema);
    }
}

fn path_item(route: &Route, generator: &mut SchemaGenerator) -> Value {
    let parameters: Vec<_> = ["account", "userCode", "language", "id"]
        .into_iter()
        .filter(|name| route.path.contains(&format!("{{{name}}}")))
        .map(parameter)
        .collect();
    let mut item = Map::new();
    if !parameters.is_empty() {
        item.insert("parameters".to_owned(), parameters.into());
    }
    for operation in route.operations {
        let verb = operation.verb.as_str().to_lowercase();
        item.insert(verb, described(route, operation, generator));
    }
    Value::Object(item)
}

fn parameter(name: &str) -> Value {
    json!({ "$ref": format!("#/components/parameters/{name}") })
}

fn described(route: &Route, operation: &Operation, generator: &mut SchemaGenerator) -> Value {
    let mut parameters: Vec<&str> = match operation.condition {
        Condition::None => Vec::new(),
        Condition::Unless => vec!["IfNoneMatch"],
        Condition::Match => vec!["IfMatch"],
        Condition::MatchOrNew => vec!["IfMatch", "IfNoneMatchAny"],
    };
    parameters.extend(match operation.query {
        Query::None => &[][..],
        Query::Page => &["limit", "cursor"],
        Query::At => &["at"],
    });
    parameters.push("AcceptLanguage");
    let parameters: Vec<_> = parameters.into_iter().map(parameter).collect();
    let mut described = json!({
        "operationId": operation.id,
        "summary": operation.summary,
        "parameters": parameters,
        "x-roles": roles(operation.who),
        "responses": responses(route, operation, generator),
    });
    if operation.who == Who::Anybody {
        described["security"] = json!([]);
    }
    if let Some(schema) = schema(operation.body, generator) {
        let mut content = json!({ "application/json": { "schema": schema } });
        if operation.verb == Verb::Patch {
            content["application/merge-patch+json"] = json!({ "schema": schema });
        }
        described["requestBody"] = json!({ "required": true, "content": content });
    }
    described
}

fn roles(who: Who) -> Value {
    match who {
        Who::Anybody => json!([]),
        Who::Reader => json!(["primary", "delegate", "system"]),
        Who::Writer => json!(["primary", "delegate"]),
        Who::Primary => json!(["primary"]),
    }
}

fn responses(route: &Route, operation: &Operation, generator: &mut SchemaGenerator) -> Value {
    let mut responses = Map::new();
    for (status, shape) in operation.answers {
        let answer = success(*status, *shape, operation, generator);
        responses.insert(status.to_string(), answer);
    }
    if operation.condition == Condition::Unless {
        let unchanged = json!({ "description": "Still the tag that was sent.", "headers": headers_of(&["ETag", "CacheControl"]) });
        responses.insert("304".to_owned(), unchanged);
    }
    for (status, kinds) in by_status(&route.problems(operation)) {
        let name = problem_name(status, &kinds);
        let reference = json!({ "$ref": format!("#/components/responses/{name}") });
        responses.insert(status.to_string(), reference);
    }
    Value::Object(responses)
}

/// Every combination of problems that some operation has, once, as components that the operations refer
/// to: written out at each operation they would be most of the document.
fn problems() -> Map<String, Value> {
    let operations = ROUTES
        .iter()
        .flat_map(|route| route.operations.iter().map(move |one| route.problems(one)));
    let mut named = Map::new();
    for (status, kinds) in operations.flat_map(|problems| by_status(&problems)) {
        named.insert(problem_name(status, &kinds), problem(status, &kinds));
    }
    named
}

/// Types by status.
fn by_status(problems: &[(u16, &'static str)]) -> BTreeMap<u16, Vec<&'static str>> {
    let mut found: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (status, kind) in problems {
        found.entry(*status).or_default().push(*kind);
    }
    found
}

fn problem_name(status: u16, kinds: &[&str]) -> String {
    format!("{status}.{}", kinds.join("."))
}

fn success(
    status: u16,
    shape: BodyShape,
    operation: &Operation,
    generator: &mut SchemaGenerator,
) -> Value {
    let description = match status {
        201 => "Created.",
        204 => "Done; there is nothing to show.",
        _ => "As it is now, in canonical form.",
    };
    let mut names = vec!["CacheControl"];
    if shape != BodyShape::Nothing && operation.condition != Condition::None {
        names.push("ETag");
    }
    if operation.query == Query::Page {
        names.push("Link");
    }
    let mut answer = json!({ "description": description, "headers": headers_of(&names) });
    if let Some(schema) = schema(shape, generator) {
        answer["content"] = json!({ "application/json": { "schema": schema } });
    }
    answer
}

/// One answer of a status, whose `type` is one of a few words.
fn problem(status: u16, kinds: &[&str]) -> Value {
    let names: &[&str] = match status {
        401 => &["CacheControl", "WWWAuthenticate"],
        429 | 503 => &["CacheControl", "RetryAfter"],
        _ => &["CacheControl"],
    };
    let words = kinds.iter().map(|kind| format!("`{kind}`"));
    json!({
        "description": format!("{}.", words.collect::<Vec<_>>().join(", ")),
        "headers": headers_of(names),
        "content": { "application/problem+json": { "schema": {
            "allOf": [
                { "$ref": "#/components/schemas/Problem" },
                { "properties": { "type": { "enum": kinds }, "status": { "const": status } } },
            ],
        } } },
    })
}

fn headers_of(names: &[&str]) -> Value {
    let mut headers = Map::new();
    for name in names {
        // A component's name has no hyphen.
        let field = match *name {
            "CacheControl" => "Cache-Control",
            "RetryAfter" => "Retry-After",
            "WWWAuthenticate" => "WWW-Authenticate",
            name => name,
        };
        let reference = json!({ "$ref": format!("#/components/headers/{name}") });
        headers.insert(field.to_owned(), reference);
    }
    Value::Object(headers)
}

fn parameters() -> Value {
    let limit = json!({ "type": "integer", "minimum": 1, "maximum": 200, "default": 50 });
    let instant = json!({ "type": "string", "format": "date-time" });
    let mut at = in_query("at", "An instant (RFC 3339).", instant);
    at["required"] = true.into();
    json!({
        "account": in_path("account", "^[a-z0-9][a-z0-9-]{0,62}$"),
        "userCode": in_path("userCode", "^.+$"),
        "id": in_path("id", "^[a-z0-9]{26}$"),
        "language": {
            "name": "language", "in": "path", "required": true,
            "schema": { "$ref": "#/components/schemas/LanguageWord" },
        },
        "IfMatch": in_header("If-Match", "The tag of what is changed; 428 without.", text()),
        "IfNoneMatch": in_header("If-None-Match", "Answer 304 when this is still the tag.", text()),
        "IfNoneMatchAny": in_header(
            "If-None-Match",
            "`*` to create, and then no If-Match: both are 400.",
            json!({ "type": "string", "examples": ["*"] }),
        ),
        "AcceptLanguage": in_header(
            "Accept-Language",
            "Language of `detail`; `type` and `code` never change.",
            text(),
        ),
        "limit": in_query("limit", "Entries of a page.", limit),
        "cursor": in_query(
            "cursor",
            "Opaque: only what a `Link` of the same list gave.",
            text(),
        ),
        "at": at,
    })
}

fn text() -> Value {
    json!({ "type": "string" })
}

fn in_path(name: &str, pattern: &str) -> Value {
    let schema = json!({ "type": "string", "pattern": pattern });
    json!({ "name": name, "in": "path", "required": true, "schema": schema })
}

fn in_header(name: &str, description: &str, schema: Value) -> Value {
    json!({ "name": name, "in": "header", "description": description, "schema": schema })
}

fn in_query(name: &str, description: &str, schema: Value) -> Value {
    json!({ "name": name, "in": "query", "description": description, "schema": schema })
}

fn headers() -> Value {
    json!({
        "ETag": header("Strong; of the resource's revision."),
        "Link": header("`<…>; rel=\"next\"`: the next page, of the same origin and path."),
        "CacheControl": header("`private`."),
        "RetryAfter": header("Seconds, or a date."),
        "WWWAuthenticate": header("`Bearer`."),
        "Allow": header("Methods that the path has."),
    })
}

fn header(description: &str) -> Value {
    json!({ "description": description, "schema": text() })
}
