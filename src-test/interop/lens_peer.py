"""OpenCV on the corner sets that our side wrote, beside what our side made of them.

judge DIR   cameras, pairs and trackers of sets.json; 1 if a goal is missed
files DIR   OpenCV reads the cameras that we wrote, and writes one itself, as YAML and as JSON
back DIR    what we read in those
"""
import json
import pathlib
import sys
import time

import cv2
import numpy as np


def matrix(p):
    return np.array([[p[0], 0, p[2]], [0, p[1], p[3]], [0, 0, 1.0]])


def shown(kind, p, rays):
    if kind == "pinhole":
        return cv2.projectPoints(rays.reshape(-1, 1, 3), np.zeros(3), np.zeros(3), matrix(p), np.array(p[4:]))[0].reshape(-1, 2)
    return cv2.fisheye.projectPoints(rays.reshape(-1, 1, 3), np.zeros((3, 1)), np.zeros((3, 1)), matrix(p), np.array(p[4:]))[0].reshape(-1, 2)


def apart(kind, a, b, views):
    """The largest distance at corners of the views, between where two cameras show what one of them sees there."""
    pixels = np.concatenate([np.array(v)[:, 2:] for v in views]).reshape(-1, 1, 2)
    if kind == "pinhole":
        flat = cv2.undistortPoints(pixels, matrix(a), np.array(a[4:]), None, None, None)
    else:
        flat = cv2.fisheye.undistortPoints(pixels, matrix(a), np.array(a[4:]))
    flat = flat.reshape(-1, 2)
    rays = np.hstack([flat, np.ones((len(flat), 1))])
    rays = rays[np.hypot(flat[:, 0], flat[:, 1]) < 5]
    return float(np.max(np.hypot(*(shown(kind, a, rays) - shown(kind, b, rays)).T)))


def opencv(case):
    flat = [np.array(v) for v in case["views"]]
    size = tuple(case["size"])
    world = [np.hstack([v[:, :2], np.zeros((len(v), 1))]) for v in flat]
    seen = [v[:, 2:] for v in flat]
    fixed = case["fixed"]
    begin = time.perf_counter()
    if case["kind"] == "pinhole":
        flags = (cv2.CALIB_FIX_K3 if "k3" in fixed else 0) | (cv2.CALIB_FIX_K2 if "k2" in fixed else 0)
        tight = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_COUNT, 200, 1e-12)
        rms, k, d, _, _ = cv2.calibrateCamera([w.astype(np.float32) for w in world], [s.astype(np.float32) for s in seen], size, None, None, flags=flags, criteria=tight)
        d = d.ravel()[:5]
    else:
        flags = cv2.fisheye.CALIB_RECOMPUTE_EXTRINSIC | cv2.fisheye.CALIB_FIX_SKEW
        for n in (2, 3, 4):
            flags |= getattr(cv2.fisheye, f"CALIB_FIX_K{n}") if f"k{n}" in fixed else 0
        k, d = np.eye(3), np.zeros((4, 1))
        tight = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_COUNT, 200, 1e-10)
        rms, k, d, _, _ = cv2.fisheye.calibrate([w.reshape(1, -1, 3) for w in world], [s.reshape(1, -1, 2) for s in seen], size, k, d, flags=flags, criteria=tight)
        d = d.ravel()
    return rms, [k[0, 0], k[1, 1], k[0, 2], k[1, 2], *d], time.perf_counter() - begin


def turned(a, b):
    return float(np.linalg.norm(cv2.Rodrigues(np.array(a)[:3, :3].T @ np.array(b)[:3, :3])[0]))


def moved(a, b):
    return float(np.linalg.norm(np.array(a)[:3, 3] - np.array(b)[:3, 3]))


def cameras(cases):
    bad = 0
    for kind in ("pinhole", "fisheye"):
        mine = [c for c in cases if c["kind"] == kind]
        agree, focal, rms, ratio, nearer, failed = [], [], [], [], 0, 0
        for case in mine:
            try:
                theirs_rms, theirs, seconds = opencv(case)
            except cv2.error as e:
                failed += 1
                print(f"    OpenCV gives up on {case['name']}: {str(e).strip().splitlines()[-1][:110]}")
                continue
            if case["leftOut"] == 0:
                agree.append(apart(kind, case["ours"], theirs, case["views"]))
                focal.append(abs(case["ours"][0] / theirs[0] - 1))
                rms.append(case["rms"] / theirs_rms - 1)
            ratio.append(seconds / case["seconds"])
            nearer += abs(case["ours"][0] - case["truth"][0]) <= abs(theirs[0] - case["truth"][0]) + 0.01 * case["bounds"][0]
        if not agree:
            print(f"  {kind}: OpenCV solved none of {len(mine)}")
            bad += 1
            continue
        print(
            f"  {kind}: {len(agree)} of {len(mine)} laid beside each other ({failed} OpenCV gave up on, the rest with corners we left out):"
            f" median {np.median(agree):.4f} px apart at the corners, at most {max(agree):.3f} px; focal length"
            f" {100 * np.median(focal):.4f} % apart, at most {100 * max(focal):.3f} %; residual {100 * max(map(abs, rms)):.3f} % apart at most;"
            f" as near to the truth or nearer in {nearer} of {len(ratio)}; {np.median(ratio):.1f} times OpenCV's speed, held-out fits and all"
        )
        if np.median(agree) > 0.05 or max(rms) > 0.005:
            print("    MISSED: the same corners should give the same camera")
            bad += 1
    return bad


def pairs(cases):
    away, turn, ratio, inside = [], [], [], 0
    for case in cases:
        world, left, right = [], [], []
        for views, order in zip(case["moments"], case["order"]):
            by = dict(zip(order, views))
            a, b = np.array(by[0]), np.array(by[1])
            world.append(np.hstack([a[:, :2], np.zeros((len(a), 1))]).astype(np.float32))
            left.append(a[:, 2:].astype(np.float32))
            right.append(b[:, 2:].astype(np.float32))
        begin = time.perf_counter()
        tight = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_COUNT, 200, 1e-12)
        result = cv2.stereoCalibrate(world, left, right, matrix(case["left"]), np.array(case["left"][4:]), matrix(case["right"]), np.array(case["right"][4:]), (640, 480), flags=cv2.CALIB_FIX_INTRINSIC, criteria=tight)
        ratio.append((time.perf_counter() - begin) / case["seconds"])
        rightFromLeft = np.eye(4)
        rightFromLeft[:3, :3], rightFromLeft[:3, 3] = result[5], result[6].ravel()
        theirs = np.linalg.inv(rightFromLeft)
        away.append(1000 * moved(theirs, case["ours"]))
        turn.append(np.degrees(turned(theirs, case["ours"])))
        inside += moved(case["ours"], case["truth"]) <= case["boundMetres"] and turned(case["ours"], case["truth"]) <= case["boundRadians"]
    print(f"  two cameras: median {np.median(away):.4f} mm and {np.median(turn):.5f}° apart, at most {max(away):.3f} mm; the truth is within our bound in {inside} of {len(cases)}; {np.median(ratio):.1f} times OpenCV's speed")
    if np.median(away) > 0.05:
        print("    MISSED: the same corners should give the same pose")
        return 1
    return 0


def trackers(cases):
    ours, inside = [], 0
    methods = {"Tsai": cv2.CALIB_HAND_EYE_TSAI, "Park": cv2.CALIB_HAND_EYE_PARK, "Horaud": cv2.CALIB_HAND_EYE_HORAUD, "Daniilidis": cv2.CALIB_HAND_EYE_DANIILIDIS}
    theirs = {name: [] for name in methods}
    ratio = []
    for case in cases:
        tracker, board = np.array(case["trackers"]), np.array(case["boards"])
        ours.append(1000 * moved(case["ours"], case["truth"]))
        inside += ours[-1] <= 1000 * case["boundMetres"] and turned(case["ours"], case["truth"]) <= case["boundRadians"]
        for name, method in methods.items():
            begin = time.perf_counter()
            r, t = cv2.calibrateHandEye(list(tracker[:, :3, :3]), list(tracker[:, :3, 3]), list(board[:, :3, :3]), list(board[:, :3, 3]), method=method)
            if name == "Park":
                ratio.append((time.perf_counter() - begin) / case["seconds"])
            theirs[name].append(1000 * float(np.linalg.norm(t.ravel() - np.array(case["truth"])[:3, 3])))
    best = min(theirs.values(), key=np.mean)
    print(f"  camera on a tracker, mm off the truth on average: ours {np.mean(ours):.2f}, " + ", ".join(f"{n} {np.mean(v):.2f}" for n, v in theirs.items()) + f"; the truth is within our bound in {inside} of {len(cases)}; {np.median(ratio):.2f} times Park's speed")
    if np.mean(ours) > 1.05 * np.mean(best):
        print("    MISSED: no worse than OpenCV's best")
        return 1
    return 0


def files(folder):
    for file in sorted(folder.glob("*-*.yaml")):
        storage = cv2.FileStorage(str(file), cv2.FILE_STORAGE_READ)
        case = next(c for c in json.loads((folder / "sets.json").read_text())["cameras"] if c["name"] == file.stem)
        k, d = storage.getNode("camera_matrix").mat(), storage.getNode("distortion_coefficients").mat()
        assert np.allclose([k[0, 0], k[1, 1], k[0, 2], k[1, 2], *d.ravel()], case["ours"], rtol=1e-9), file
        assert storage.getNode("image_width").real() == case["size"][0]
    p = [501.25, 499.5, 322.125, 238.75, 0.1, -0.02, 0.001, -0.0005, 0.003]
    for end in ("yaml", "json"):
        storage = cv2.FileStorage(str(folder / f"opencv-camera.{end}"), cv2.FILE_STORAGE_WRITE)
        storage.write("camera_matrix", matrix(p))
        storage.write("distortion_coefficients", np.array(p[4:]).reshape(1, 5))
        storage.release()
    (folder / "size.txt").write_text("640 480\n")


def back(folder):
    for end in ("yaml", "json"):
        read = json.loads((folder / f"opencv-camera.{end}.read").read_text())
        assert read["kind"] == "pinhole" and read["size"] == [640, 480], read
        assert np.allclose(read["parameters"], [501.25, 499.5, 322.125, 238.75, 0.1, -0.02, 0.001, -0.0005, 0.003], rtol=1e-12), read
    print("  files: OpenCV reads ours, we read OpenCV's YAML and JSON")


folder = pathlib.Path(sys.argv[2])
if sys.argv[1] == "judge":
    sets = json.loads((folder / "sets.json").read_text())
    sys.exit(1 if cameras(sets["cameras"]) + pairs(sets["pairs"]) + trackers(sets["trackers"]) else 0)
elif sys.argv[1] == "files":
    files(folder)
else:
    back(folder)
