//! The table of routes itself. `read`, `write` and `delete` are the usual cases, and an operation that
//! differs names only what is different. Problems that follow from the rest, such as 412 from a
//! precondition, are not listed: `Route::problems` adds them.

use super::route::{BodyShape, Condition, Operation, Query, Route, Verb, Who};

const fn read(
    id: &'static str,
    summary: &'static str,
    answers: &'static [(u16, BodyShape)],
) -> Operation {
    Operation {
        verb: Verb::Get,
        id,
        summary,
        who: Who::Reader,
        condition: Condition::Unless,
        query: Query::None,
        body: BodyShape::Nothing,
        answers,
        problems: &[],
    }
}

const fn write(
    verb: Verb,
    id: &'static str,
    summary: &'static str,
    body: BodyShape,
    answers: &'static [(u16, BodyShape)],
) -> Operation {
    Operation {
        verb,
        id,
        summary,
        who: Who::Writer,
        condition: Condition::Match,
        query: Query::None,
        body,
        answers,
        problems: &["not-found"],
    }
}

const fn delete(id: &'static str, summary: &'static str) -> Operation {
    write(
        Verb::Delete,
        id,
        summary,
        BodyShape::Nothing,
        &[(204, BodyShape::Nothing)],
    )
}

const fn route(path: &'static str, operations: &'static [Operation]) -> Route {
    Route { path, operations }
}

/// Every route of the contract.
pub(crate) const ROUTES: &[Route] = &[
    route(
        "/v1/sessions",
        &[
            Operation {
                who: Who::Anybody,
                condition: Condition::None,
                problems: &["unauthenticated"],
                ..write(
                    Verb::Post,
                    "openSession",
                    "Open a session for the pages with e-mail and password; a cookie holds it.",
                    BodyShape::Login,
                    &[(201, BodyShape::Session)],
                )
            },
            Operation {
                who: Who::Anybody,
                condition: Condition::None,
                problems: &["unauthenticated"],
                ..delete("endSession", "End the session of the cookie.")
            },
        ],
    ),
    route(
        "/v1/accounts",
        &[Operation {
            condition: Condition::None,
            query: Query::Page,
            ..read(
                "listAccounts",
                "The accounts that the token may see, with its role in each.",
                &[(200, BodyShape::Accesses)],
            )
        }],
    ),
    route(
        "/v1/accounts/{account}/settings",
        &[read(
            "readSettings",
            "Everything of an account in one document, with the tag of each part.",
            &[(200, BodyShape::Settings)],
        )],
    ),
    route(
        "/v1/accounts/{account}/general",
        &[
            read(
                "readGeneral",
                "Informations générales.",
                &[(200, BodyShape::General)],
            ),
            Operation {
                problems: &["immutable-field"],
                ..write(
                    Verb::Patch,
                    "changeGeneral",
                    "Change general information: a merge patch. The CAN cannot be changed.",
                    BodyShape::GeneralPatch,
                    &[(200, BodyShape::General)],
                )
            },
        ],
    ),
    route(
        "/v1/accounts/{account}/administrator",
        &[
            read(
                "readAdministrator",
                "Administrateur du compte.",
                &[(200, BodyShape::Administrator)],
            ),
            Operation {
                who: Who::Primary,
                problems: &["immutable-field", "email-taken"],
                ..write(
                    Verb::Patch,
                    "changeAdministrator",
                    "Change e-mail (the login), phone and language: a merge patch.",
                    BodyShape::AdministratorPatch,
                    &[(200, BodyShape::Administrator)],
                )
            },
        ],
    ),
    route(
        "/v1/accounts/{account}/administrator/password",
        &[Operation {
            who: Who::Primary,
            condition: Condition::None,
            problems: &["password-policy", "wrong-current-password"],
            ..write(
                Verb::Post,
                "changePassword",
                "Change the password; the old one is needed, and none is ever returned.",
                BodyShape::PasswordChange,
                &[(204, BodyShape::Nothing)],
            )
        }],
    ),
    route(
        "/v1/accounts/{account}/telephony",
        &[read(
            "readTelephony",
            "Système téléphonique et fournisseur par défaut, which cannot be changed.",
            &[(200, BodyShape::Telephony)],
        )],
    ),
    route(
        "/v1/accounts/{account}/delegates",
        &[read(
            "listDelegates",
            "Administrateurs délégués.",
            &[(200, BodyShape::Delegates)],
        )],
    ),
    route(
        "/v1/accounts/{account}/delegates/{userCode}",
        &[
            Operation {
                who: Who::Primary,
                condition: Condition::None,
                problems: &["not-a-candidate"],
                ..write(
                    Verb::Put,
                    "grantDelegate",
                    "Make a candidate a delegate; once more changes nothing.",
                    BodyShape::Nothing,
                    &[(201, BodyShape::Delegate), (204, BodyShape::Nothing)],
                )
            },
            Operation {
                who: Who::Primary,
                condition: Condition::None,
                ..delete(
                    "revokeDelegate",
                    "Revoke a delegation; once more changes nothing.",
                )
            },
        ],
    ),
    route(
        "/v1/accounts/{account}/delegate-candidates",
        &[Operation {
            condition: Condition::None,
            query: Query::Page,
            ..read(
                "listCandidates",
                "The company administrators and their delegates, who may become delegates.",
                &[(200, BodyShape::Candidates)],
            )
        }],
    ),
    route(
        "/v1/accounts/{account}/delegate-candidates/{userCode}",
        &[Operation {
            condition: Condition::None,
            ..read(
                "readCandidate",
                "One candidate.",
                &[(200, BodyShape::Candidate)],
            )
        }],
    ),
    route(
        "/v1/accounts/{account}/chat",
        &[
            read(
                "readChat",
                "Clavardage: its switch and its zone.",
                &[(200, BodyShape::ChatSection)],
            ),
            Operation {
                problems: &["immutable-field", "chat-not-deployed"],
                ..write(
                    Verb::Patch,
                    "changeChat",
                    "Change switch and time zone: a merge patch. Enabling needs deployed software.",
                    BodyShape::ChatPatch,
                    &[(200, BodyShape::ChatSection)],
                )
            },
        ],
    ),
    route(
        "/v1/accounts/{account}/chat/{language}/working-hours",
        &[
            read(
                "readWorkingHours",
                "Heures de travail (en semaine), whose tag covers the lunch break.",
                &[(200, BodyShape::WorkingHours)],
            ),
            write(
                Verb::Put,
                "changeWorkingHours",
                "Change working hours. A tick creates the lunch break, and none deletes it.",
                BodyShape::PutWorkingHours,
                &[(200, BodyShape::WorkingHours)],
            ),
        ],
    ),
    route(
        "/v1/accounts/{account}/chat/{language}/weekend-hours",
        &[
            read("readWeekendHours", "Weekend.", &[(200, BodyShape::Hours)]),
            write(
                Verb::Put,
                "changeWeekendHours",
                "Change the weekend's hours; no days mean never.",
                BodyShape::PutHours,
                &[(200, BodyShape::Hours)],
            ),
        ],
    ),
    route(
        "/v1/accounts/{account}/chat/{language}/lunch-break",
        &[
            read(
                "readLunchBreak",
                "Pause-repas; 404 until ticked.",
                &[(200, BodyShape::Hours)],
            ),
            write(
                Verb::Put,
                "changeLunchBreak",
                "Change the lunch break that the tick of the working hours created.",
                BodyShape::PutLunchBreak,
                &[(200, BodyShape::Hours)],
            ),
        ],
    ),
    route(
        "/v1/accounts/{account}/chat/{language}/weekly-schedules",
        &[Operation {
            query: Query::Page,
            ..read(
                "listWeeklySchedules",
                "Horaires hebdomadaires personnalisés.",
                &[(200, BodyShape::WeeklySchedules)],
            )
        }],
    ),
    route(
        "/v1/accounts/{account}/chat/{language}/weekly-schedules/{id}",
        &[
            Operation {
                problems: &["gone"],
                ..read(
                    "readWeeklySchedule",
                    "One of them.",
                    &[(200, BodyShape::WeeklySchedule)],
                )
            },
            Operation {
                condition: Condition::MatchOrNew,
                problems: &[
                    "gone",
                    "name-taken",
                    "server-managed-schedule",
                    "immutable-field",
                ],
                ..write(
                    Verb::Put,
                    "putWeeklySchedule",
                    "Create a weekly schedule under an id of the client's, or change it.",
                    BodyShape::PutWeeklySchedule,
                    &[
                        (200, BodyShape::WeeklySchedule),
                        (201, BodyShape::WeeklySchedule),
                    ],
                )
            },
            Operation {
                problems: &["gone"],
                ..delete("deleteWeeklySchedule", "Delete it; its id stays known.")
            },
        ],
    ),
    route(
        "/v1/accounts/{account}/chat/{language}/special-events",
        &[Operation {
            query: Query::Page,
            ..read(
                "listSpecialEvents",
                "Événements spéciaux.",
                &[(200, BodyShape::SpecialEvents)],
            )
        }],
    ),
    route(
        "/v1/accounts/{account}/chat/{language}/special-events/{id}",
        &[
            Operation {
                problems: &["gone"],
                ..read(
                    "readSpecialEvent",
                    "One of them.",
                    &[(200, BodyShape::SpecialEvent)],
                )
            },
            Operation {
                condition: Condition::MatchOrNew,
                problems: &["gone", "name-taken", "immutable-field"],
                ..write(
                    Verb::Put,
                    "putSpecialEvent",
                    "Create a special event under an id of the client's, or change it.",
                    BodyShape::PutSpecialEvent,
                    &[
                        (200, BodyShape::SpecialEvent),
                        (201, BodyShape::SpecialEvent),
                    ],
                )
            },
            Operation {
                problems: &["gone"],
                ..delete("deleteSpecialEvent", "Delete it; its id stays known.")
            },
        ],
    ),
    route(
        "/v1/accounts/{account}/chat/{language}/availability",
        &[Operation {
            condition: Condition::None,
            query: Query::At,
            ..read(
                "readAvailability",
                "Whether chat is open at an instant, and the schedules of the best rank.",
                &[(200, BodyShape::Availability)],
            )
        }],
    ),
];
