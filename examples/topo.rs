use jangkau::topology::*;
use std::time::Instant;
fn ring(l:&geojson::Position)->Point{let s=l.as_slice();plane::from_degrees(s[0],s[1])}
fn main(){
  let path=std::env::args().nth(1).unwrap();
  let text=std::fs::read_to_string(path).unwrap();
  let mut areas=vec![];
  let feats:Vec<geojson::Feature>= if text.starts_with("{\"type\":\"FeatureCollection\"") { match text.parse::<geojson::GeoJson>().unwrap(){geojson::GeoJson::FeatureCollection(f)=>f.features,_=>panic!()} } else { text.lines().filter(|l|!l.trim().is_empty()).map(|l|match l.parse::<geojson::GeoJson>().unwrap(){geojson::GeoJson::Feature(f)=>f,_=>panic!()}).collect() };
  for f in &feats { let mut polys=vec![];
    let mut add=|p:&Vec<Vec<geojson::Position>>|{ let rings:Vec<Vec<Point>>=p.iter().map(|r|{let mut v:Vec<Point>=r.iter().map(ring).collect();v.pop();v}).collect(); polys.push(Polygon{shell:rings[0].clone(),holes:rings[1..].to_vec()}); };
    match &f.geometry.as_ref().unwrap().value { geojson::GeometryValue::Polygon{coordinates}=>add(coordinates), geojson::GeometryValue::MultiPolygon{coordinates}=>coordinates.iter().for_each(&mut add), _=>panic!()};
    areas.push(polys);
  }
  let t=Instant::now(); let topo=Topology::build(&areas); println!("build {:?} arcs {} points {} faces {}",t.elapsed(),topo.arcs().len(),topo.points().len(),topo.faces().len());
  let t=Instant::now(); let d=topo.defects(); println!("defects {:?}",t.elapsed());
  for k in [DefectKind::Overlap,DefectKind::Gap]{ let v:Vec<_>=d.iter().filter(|d|d.kind==k).collect(); println!("{k:?} {} {:.0} m2 maxw {:.2}",v.len(),v.iter().map(|d|d.square_metres).sum::<f64>(),v.iter().map(|d|d.mean_width).fold(0.,f64::max)); }
  let t=Instant::now(); let w=topo.weigh(); println!("weigh {:?}",t.elapsed());
  let n=areas.len(); let group:Vec<usize>=(0..n).collect(); let out=topo.outlines(&group,n);
  for z in [0u8,4,6,8,9,10,11,12,13,14,16]{ let t=Instant::now(); let s=topo.snap(&w,Grid::of_zoom(z)); let t1=t.elapsed();
    let polys:Vec<Vec<Polygon>>=out.iter().map(|o|s.polygons(o)).collect(); let e=polys.iter().filter(|p|p.is_empty()).count();
    let v:usize=polys.iter().flatten().flat_map(|p|p.rings().map(|r|r.len()).collect::<Vec<_>>()).sum();
    println!("z{z} snap {t1:?} all {:?} empty {e} vertices {v}",t.elapsed()); }
}
