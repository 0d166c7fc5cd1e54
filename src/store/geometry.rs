//! Shapes as columns: GeoPackage blobs on SQLite, EWKB on PostGIS.

use geo::{Geometry, MultiPolygon};
use geopackage_core::GpbGeometry;
use geopackage_core::geometry::encode_gpb;
use geozero::{CoordDimensions, ToGeo, ToWkb, wkb::Ewkb};
use sqlx::encode::IsNull;
use sqlx::error::BoxDynError;
use sqlx::postgres::{PgArgumentBuffer, PgTypeInfo, PgValueRef};
use sqlx::sqlite::{SqliteArgumentsBuffer, SqliteTypeInfo, SqliteValueRef};
use sqlx::{Decode, Encode, Postgres, Sqlite, Type};

use super::error::Error;
use crate::domain::Position;

/// WGS 84.
const SRID: i32 = 4326;

/// A shape on its way in or out of a database.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shape(Geometry);

impl From<&MultiPolygon> for Shape {
    fn from(shape: &MultiPolygon) -> Self {
        Self(Geometry::MultiPolygon(shape.clone()))
    }
}

impl From<Position> for Shape {
    fn from(position: Position) -> Self {
        Self(Geometry::Point(geo::Point::new(position.lon(), position.lat())))
    }
}

impl TryFrom<Shape> for MultiPolygon {
    type Error = Error;

    fn try_from(shape: Shape) -> Result<Self, Error> {
        match shape.0 {
            Geometry::MultiPolygon(shape) => Ok(shape),
            _ => Err(Error::Corrupt("a boundary that is no MultiPolygon".to_owned())),
        }
    }
}

impl TryFrom<Shape> for Position {
    type Error = Error;

    fn try_from(shape: Shape) -> Result<Self, Error> {
        match shape.0 {
            Geometry::Point(point) => Ok(Self::new(point.x(), point.y())?),
            _ => Err(Error::Corrupt("a posyandu that is no Point".to_owned())),
        }
    }
}

impl Type<Sqlite> for Shape {
    fn type_info() -> SqliteTypeInfo {
        <Vec<u8> as Type<Sqlite>>::type_info()
    }

    fn compatible(_: &SqliteTypeInfo) -> bool {
        // The declared type of the column is the geometry's own name.
        true
    }
}

impl Encode<'_, Sqlite> for Shape {
    fn encode_by_ref(&self, buffer: &mut SqliteArgumentsBuffer) -> Result<IsNull, BoxDynError> {
        let (blob, _) = encode_gpb(&self.0, SRID)?;
        Encode::<Sqlite>::encode(blob, buffer)
    }
}

impl<'r> Decode<'r, Sqlite> for Shape {
    fn decode(value: SqliteValueRef<'r>) -> Result<Self, BoxDynError> {
        let blob = <&[u8] as Decode<Sqlite>>::decode(value)?;
        GpbGeometry::parse(blob)?.to_geo().map(Self).ok_or_else(|| "an empty geometry".into())
    }
}

impl Type<Postgres> for Shape {
    fn type_info() -> PgTypeInfo {
        PgTypeInfo::with_name("geometry")
    }
}

impl Encode<'_, Postgres> for Shape {
    fn encode_by_ref(&self, buffer: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
        buffer.extend_from_slice(&self.0.to_ewkb(CoordDimensions::xy(), Some(SRID))?);
        Ok(IsNull::No)
    }
}

impl<'r> Decode<'r, Postgres> for Shape {
    fn decode(value: PgValueRef<'r>) -> Result<Self, BoxDynError> {
        Ok(Self(Ewkb(value.as_bytes()?).to_geo()?))
    }
}
