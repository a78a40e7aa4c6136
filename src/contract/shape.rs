//! From the names of shapes in the table to the types that have them.

use schemars::{JsonSchema, Schema, SchemaGenerator};

use super::route::Shape;
use super::{body, wire};

/// A reference to the schema of a shape; none when there is no content.
pub(super) fn schema(shape: Shape, generator: &mut SchemaGenerator) -> Option<Schema> {
    fn of<T: JsonSchema>(generator: &mut SchemaGenerator) -> Option<Schema> {
        Some(generator.subschema_for::<T>())
    }
    match shape {
        Shape::Nothing => None,
        Shape::Accesses => of::<Vec<wire::Access>>(generator),
        Shape::Settings => of::<wire::Settings>(generator),
        Shape::General => of::<wire::General>(generator),
        Shape::GeneralPatch => of::<body::GeneralPatch>(generator),
        Shape::Administrator => of::<wire::Administrator>(generator),
        Shape::AdministratorPatch => of::<body::AdministratorPatch>(generator),
        Shape::PasswordChange => of::<body::PasswordChange>(generator),
        Shape::Login => of::<body::Login>(generator),
        Shape::Session => of::<wire::Session>(generator),
        Shape::Telephony => of::<wire::Telephony>(generator),
        Shape::Delegates => of::<Vec<wire::Delegate>>(generator),
        Shape::Delegate => of::<wire::Delegate>(generator),
        Shape::Candidates => of::<Vec<wire::Candidate>>(generator),
        Shape::Candidate => of::<wire::Candidate>(generator),
        Shape::ChatSection => of::<wire::ChatSection>(generator),
        Shape::ChatPatch => of::<body::ChatPatch>(generator),
        Shape::WorkingHours => of::<wire::WorkingHours>(generator),
        Shape::PutWorkingHours => of::<body::PutWorkingHours>(generator),
        Shape::Hours => of::<wire::Hours>(generator),
        Shape::PutHours => of::<body::PutHours>(generator),
        Shape::PutLunchBreak => of::<body::PutLunchBreak>(generator),
        Shape::WeeklySchedules => of::<Vec<wire::WeeklySchedule>>(generator),
        Shape::WeeklySchedule => of::<wire::WeeklySchedule>(generator),
        Shape::PutWeeklySchedule => of::<body::PutWeeklySchedule>(generator),
        Shape::SpecialEvents => of::<Vec<wire::SpecialEvent>>(generator),
        Shape::SpecialEvent => of::<wire::SpecialEvent>(generator),
        Shape::PutSpecialEvent => of::<body::PutSpecialEvent>(generator),
        Shape::Availability => of::<wire::OpenAt>(generator),
    }
}
