"""Looks over what we make of robot descriptions: retarget_peer.py FOLDER

Where links are, against yourdfpy; and joint targets, against SciPy's bounded optimiser on the same fingertips and
places, with yourdfpy's kinematics, from eight starts."""

import json
import sys

import numpy
import yourdfpy
from scipy.optimize import least_squares

FARTHEST_MM = 1e-6
STARTS = 8
# Ours also leans a little to natural bends and looks at few starts: so much may be lost.
LOST_MM = 1.0
SHARE = 0.9
POSES = 15

folder = sys.argv[1]
bad = False
for robot in json.load(open(folder + "/account.json")):
    urdf = yourdfpy.URDF.load(
        f"{folder}/{robot['name']}.urdf", build_scene_graph=True, load_meshes=False, load_collision_meshes=False
    )
    driven = [j for j in urdf.actuated_joint_names if urdf.joint_map[j].mimic is None]

    def place(q, links):
        urdf.update_cfg({j: q[j] for j in driven})
        return [urdf.get_transform(link, robot["root"]) for link in links]

    farthest = 0.0
    for stand in robot["stands"]:
        links = list(stand["links"])
        for link, theirs in zip(links, place(stand["q"], links)):
            ours = numpy.array(stand["links"][link]).reshape(4, 3).T
            farthest = max(farthest, 1000 * numpy.abs(numpy.roll(ours, -1, axis=1) - theirs[:3]).max())
    print(f"{robot['name']}: {len(robot['stands'])} stands of {len(links)} links, at most {farthest:.1e} mm apart")
    bad |= farthest > FARTHEST_MM

    if "poses" not in robot:
        continue
    names = list(robot["limits"])
    low, high = (numpy.array([robot["limits"][j][k] for j in names]) for k in (0, 1))
    random = numpy.random.default_rng(17)
    lost = []
    for pose in robot["poses"][:POSES]:
        places = numpy.array(pose["places"])
        rest = dict(pose["q"])

        def off(q):
            stand = rest | dict(zip(names, q))
            return numpy.concatenate([t[:3, 3] for t in place(stand, robot["tips"])]) - places

        ours = numpy.array([pose["q"][j] for j in names])
        assert (ours >= low).all() and (ours <= high).all(), "a target is beyond its limit"
        assert numpy.abs(off(ours) + places - pose["tips"]).max() < 1e-9, "the tips are not where we say"
        theirs = min(
            least_squares(off, low + random.random(len(low)) * (high - low), bounds=(low, high), max_nfev=30).cost
            for _ in range(STARTS)
        )
        tips = len(robot["tips"])
        lost.append(1000 * (numpy.sqrt((off(ours) ** 2).sum() / tips) - numpy.sqrt(2 * theirs / tips)))
    lost = numpy.array(lost)
    good = (lost < LOST_MM).mean()
    print(
        f"{robot['name']}: {len(lost)} hands, RMS of the fingertips against SciPy's best of {STARTS}: median"
        f" {numpy.median(lost):+.3f} mm, worst {lost.max():+.2f} mm, best {lost.min():+.2f} mm; {100 * good:.0f} % within {LOST_MM} mm"
    )
    bad |= good < SHARE
sys.exit(1 if bad else 0)
