//! From the names of shapes in the table of routes to the types that have them. The two are apart so
//! that the table is plain data, which a test can read without `schemars`.

use schemars::{JsonSchema, Schema, SchemaGenerator};

use super::route::BodyShape;
use super::{body, wire};

/// A reference to the schema of a shape; none when there is no content.
pub(super) fn schema(shape: BodyShape, generator: &mut SchemaGenerator) -> Option<Schema> {
    fn of<T: JsonSchema>(generator: &mut SchemaGenerator) -> Option<Schema> {
        Some(generator.subschema_for::<T>())
    }
    match shape {
        BodyShape::Nothing => None,
        BodyShape::Accesses => of::<Vec<wire::Access>>(generator),
        BodyShape::Settings => of::<wire::Settings>(generator),
        BodyShape::General => of::<wire::General>(generator),
        BodyShape::GeneralPatch => of::<body::GeneralPatch>(generator),
        BodyShape::Administrator => of::<wire::Administrator>(generator),
        BodyShape::AdministratorPatch => of::<body::AdministratorPatch>(generator),
        BodyShape::PasswordChange => of::<body::PasswordChange>(generator),
        BodyShape::Login => of::<body::Login>(generator),
        BodyShape::Session => of::<wire::Session>(generator),
        BodyShape::Telephony => of::<wire::Telephony>(generator),
        BodyShape::Delegates => of::<Vec<wire::Delegate>>(generator),
        BodyShape::Delegate => of::<wire::Delegate>(generator),
        BodyShape::Candidates => of::<Vec<wire::Candidate>>(generator),
        BodyShape::Candidate => of::<wire::Candidate>(generator),
        BodyShape::ChatSection => of::<wire::ChatSection>(generator),
        BodyShape::ChatPatch => of::<body::ChatPatch>(generator),
        BodyShape::WorkingHours => of::<wire::WorkingHours>(generator),
        BodyShape::PutWorkingHours => of::<body::PutWorkingHours>(generator),
        BodyShape::Hours => of::<wire::Hours>(generator),
        BodyShape::PutHours => of::<body::PutHours>(generator),
        BodyShape::PutLunchBreak => of::<body::PutLunchBreak>(generator),
        BodyShape::WeeklySchedules => of::<Vec<wire::WeeklySchedule>>(generator),
        BodyShape::WeeklySchedule => of::<wire::WeeklySchedule>(generator),
        BodyShape::PutWeeklySchedule => of::<body::PutWeeklySchedule>(generator),
        BodyShape::SpecialEvents => of::<Vec<wire::SpecialEvent>>(generator),
        BodyShape::SpecialEvent => of::<wire::SpecialEvent>(generator),
        BodyShape::PutSpecialEvent => of::<body::PutSpecialEvent>(generator),
        BodyShape::Availability => of::<wire::OpenAt>(generator),
    }
}
