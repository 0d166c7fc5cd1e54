//! Polygons ⇄ shared arcs: a set of areas seen as one plane graph.
//!
//! Neighbouring areas share a border, yet a file gives each its own ring. Here
//! the rings are brought together: every border becomes one *arc* between two
//! *nodes*, and the arcs bound *faces*, each of which knows the areas that
//! cover it — one as a rule, none in a gap, two in an overlap. From then on a
//! border is simplified and moved once for both sides, so neighbours stay
//! neighbours at every zoom, and a gap or overlap that the file did not have
//! cannot come about.
//!
//! The steps, in the order of the modules:
//!
//! 1. [`plane`], `grid`: degrees become integers of Web Mercator, 0.93 cm wide,
//!    and these the cells of a zoom.
//! 2. `noding`: segments are cut where they meet (snap rounding).
//! 3. `build`: arcs, nodes, faces, coverage ([`Topology::build`]).
//! 4. `check`: what is wrong with the coverage ([`Topology::defects`]).
//! 5. `width`, `repair`: how wide it is there, and the same coverage without it
//!    ([`Topology::repair`]); `make_valid`: the shape of a single area put right
//!    before any of this ([`make_valid()`]).
//! 6. `neighbours`: who touches whom ([`Topology::neighbours`]).
//! 7. `dissolve`: outlines of areas and of groups of areas ([`Topology::outlines`]).
//! 8. `simplify`: which vertices matter at which scale ([`Topology::weigh`]).
//! 9. `snap`: arcs on the grid of a zoom ([`Topology::snap`]).
//! 10. `chains`, `assemble`: arcs put together into valid polygons, run by run
//!     ([`Chains`]) or edge by edge ([`assemble::polygons`]).
//! 11. `packed`: polygons as vector tiles hold them ([`Packed`]).
//!
//! Absent on purpose: input and output, names and figures, floating point
//! numbers where integers do.
//!
//! ```
//! use jangkau::topology::{Point, Polygon, Topology};
//!
//! let square = |x: i32| Polygon::new(vec![
//!     Point { x, y: 0 }, Point { x: x + 10, y: 0 }, Point { x: x + 10, y: 10 }, Point { x, y: 10 },
//! ]);
//! let topology = Topology::build(&[vec![square(0)], vec![square(10)]]);
//! assert_eq!(topology.neighbours(), [vec![1], vec![0]]);
//! assert!(topology.defects().is_empty());
//! ```

pub mod plane;
mod grid;
mod bins;
mod noding;
mod build;
mod faces;
mod width;
mod check;
mod repair;
mod make_valid;
mod neighbours;
mod dissolve;
mod simplify;
mod snap;
pub mod assemble;
mod chains;
pub mod packed;
mod compare;
mod shape;

pub use assemble::Polygon;
pub use build::{Arc, AreaIndex, FaceIndex, OUTSIDE, Topology};
pub use chains::Chains;
pub use check::{Defect, DefectKind, MeasuredDefect};
pub use compare::{ShapeChange, compare};
pub use dissolve::{HalfArc, Outlines};
pub use grid::Grid;
pub use make_valid::{MOST_CROSSINGS, MadeValid, TooManyCrossings, make_valid};
pub use noding::crossings;
pub use packed::Packed;
pub use plane::Point;
pub use repair::{Given, Kept, Reason, Repair, RepairedArea, UNASKED_SHARE};
pub use shape::{in_degrees, on_plane};
pub use simplify::Weights;
pub use snap::SnappedArcs;
