"""zarr, numcodecs and h5py on one side, our files on the other. Usage: see cubes.sh."""

import pathlib
import sys

import numpy as np

CUP = "Pour the cup into the bowl"
HAND = ["Hand"] + ["Thumb" + part for part in ("Knuckle", "IntermediateBase", "IntermediateTip", "Tip")] + [
    finger + "Finger" + part
    for finger in ("Index", "Middle", "Ring", "Little")
    for part in ("Metacarpal", "Knuckle", "IntermediateBase", "IntermediateTip", "Tip")]


def need(condition, text):
    if not condition:
        sys.exit(f"FAILED: {text}")


def tree(path):
    import zarr
    store = (zarr.ZipStore if hasattr(zarr, "ZipStore") else zarr.storage.ZipStore)(str(path), mode="r")
    return zarr.open_group(store=store, mode="r")


def frames(video):
    import av
    with av.open(str(video)) as container:
        return [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]


def alike(bundle, camera, time, made, seen):
    """How alike a picture is to that which was there at a time, in seconds."""
    places = bundle.streams[f"{camera}/video"].shown(bundle.studio(int(round(time * 1e9))))
    return max(psnr(seen(bundle.pictures(f"{camera}/video")[place]), made) for place in places)


def small(picture, side):
    h, w, _ = picture.shape
    m = min(h, w)
    cut = picture[(h - m) // 2:(h - m) // 2 + m, (w - m) // 2:(w - m) // 2 + m].astype(float)

    def shares():
        step = m / side
        out = np.zeros((side, m))
        for i in range(side):
            for k in range(int(i * step), min(m, int(np.ceil((i + 1) * step)))):
                out[i, k] = max(0, min((i + 1) * step, k + 1) - max(i * step, k)) / step
        return out
    s = shares()
    return np.tensordot(s, np.einsum("ij,jkc->ikc", s, cut, optimize=True), axes=(1, 1)).transpose(1, 0, 2)


def psnr(a, b):
    return 10 * np.log10(255 ** 2 / max(1e-9, np.mean((a.astype(float) - b.astype(float)) ** 2)))


def ours(library, umi, egodex):
    import av
    import h5py
    from bundle import Bundle
    bundles = sorted(p.parent for p in pathlib.Path(library).glob("episodes/*/*/*/*/episode.json"))
    need(len(bundles) == 2, "two bundles")
    g = tree(pathlib.Path(umi) / "dataset.zarr.zip")
    ends = g["meta/episode_ends"][:]
    need(ends.dtype == np.int64 and len(ends) == 2, "episode ends")
    for name, array in g["data"].arrays():
        need(array.shape[0] == ends[-1], f"{name} has {array.shape}")
    need(g["data/camera0_rgb"].chunks == (1, 224, 224, 3) and g["data/robot0_demo_start_pose"].dtype == np.float64, "types")
    start = 0
    for e, (folder, end) in enumerate(zip(bundles, ends)):
        bundle = Bundle(folder)
        streams = bundle.streams
        times = g["data/timestamp"][start:end]
        now = bundle.studio(times * 1e9)
        pos = g["data/robot0_eef_pos"][start:end]
        off = np.abs(pos - streams["gripper-tracker/pose"].straight(now, [0, 1, 2])).max()
        need(off < 2e-3, f"places are {off} m off")
        opened = [k for k in streams if k.startswith("wsg-50/")]
        widths = np.abs(g["data/robot0_gripper_width"][start:end][:, 0] - streams[opened[0]].straight(now, [0])[:, 0]).max()
        need(widths < 2e-3, f"widths are {widths} m off")
        need(np.allclose(g["data/robot0_demo_start_pose"][start:end, :3], pos[0], atol=1e-6)
             and np.allclose(g["data/robot0_demo_end_pose"][start:end, :3], pos[-1], atol=1e-6), "demo poses")
        turn = g["data/robot0_eef_rot_axis_angle"][start:end]
        need(np.linalg.norm(turn, axis=1).max() <= np.pi + 1e-4, "turns")
        worst = []
        for c, camera in enumerate(("wrist-camera", "head-camera")):
            for row in (0, len(times) // 2, len(times) - 1):
                made = g[f"data/camera{c}_rgb"][start + row]
                worst.append(alike(bundle, camera, times[row], made, lambda picture: small(picture, 224)))
        need(min(worst) > 35, f"a picture has a PSNR of {min(worst):.1f} dB")
        print(f"UMI episode {e}: {len(times)} rows, places within {1e3 * off:.2f} mm, widths within {1e3 * widths:.3f} mm, "
              f"pictures at {min(worst):.1f} dB and more")
        file = pathlib.Path(egodex) / "pour_the_cup_into_the_bowl" / f"{e}.hdf5"
        with h5py.File(file) as f:
            need(f.attrs["llm_description"] == CUP, "description")
            times = f["capture/unix_seconds"][()]
            now = bundle.studio(times * 1e9)
            joints = [s + j for s in ("left", "right") for j in HAND]
            need(set(f["transforms"]) == set(joints) | {"camera"} and set(f["confidences"]) == set(joints), "joints")
            matrices = np.stack([f["transforms"][j][()] for j in joints + ["camera"]])
            need(matrices.dtype == np.float32 and np.abs(np.linalg.det(matrices[..., :3, :3]) - 1).max() < 1e-4, "rotations")
            offs = [np.abs(f["transforms"][name][:, :3, 3] - streams[stream].straight(now, [0, 1, 2])).max()
                    for name, stream in (("leftHand", "left-wrist-tracker/pose"), ("rightHand", "right-wrist-tracker/pose"),
                                         ("camera", "head-tracker/pose"))]
            need(max(offs) < 2e-3, f"places are {offs} m off")
            # What the head camera sees: the wrists lie before it.
            seen = np.einsum("tij,tj->ti", np.linalg.inv(f["transforms/camera"][()].astype(float)), f["transforms/leftHand"][:, :, 3])
            need((seen[:, 2] > 0.1).all(), "the left wrist is behind the camera")
            with av.open(str(file.with_suffix(".mp4"))) as container:
                made = [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
            need(len(made) == len(times), f"{len(made)} pictures, {len(times)} rows")
            worst = [alike(bundle, "head-camera", times[row], made[row], lambda picture: picture)
                     for row in (0, len(times) // 2, len(times) - 1)]
            need(min(worst) > 30, f"a picture has a PSNR of {min(worst):.1f} dB")
            print(f"EgoDex episode {e}: {len(times)} rows, places within {1e3 * max(offs):.2f} mm, "
                  f"pictures at {min(worst):.1f} dB and more")
        start = end


def opens(buffer, egodex):
    import h5py
    import zarr
    g = tree(buffer)
    rows = int(g["meta/episode_ends"][-1])
    need(all(g[f"data/{name}"][:].shape[0] == rows for name in g["data"].array_keys()), "rows")
    files = list(pathlib.Path(egodex).glob("*/*.hdf5"))
    for file in files:
        with h5py.File(file) as f:
            need(len({array.shape[0] for array in f["transforms"].values()}) == 1, "rows")
    print(f"zarr {zarr.__version__} reads {rows} rows, h5py {h5py.__version__} {len(files)} files")


def buffer(path):
    import zarr
    from diffusion_policy.common.replay_buffer import ReplayBuffer
    with zarr.ZipStore(path, mode="r") as store:
        loaded = ReplayBuffer.copy_from_store(src_store=store, store=zarr.MemoryStore())
    again = ReplayBuffer.create_empty_numpy()
    for e in range(loaded.n_episodes):
        again.add_episode(loaded.get_episode(e))
    need(again.n_steps == loaded.n_steps, "steps")
    print(f"ReplayBuffer loads {loaded.n_episodes} episodes, {loaded.n_steps} steps")


# What Python writes -----------------------------------------------------------------------------------------------------------

def turns(rng, rows):
    """Rotation vectors that change slowly, up to half a turn."""
    axis = rng.normal(size=3)
    axis /= np.linalg.norm(axis)
    return axis * np.linspace(0.1, 3.0, rows)[:, None]


def matrices(rng, rows):
    out = np.tile(np.eye(4), (rows, 1, 1))
    for row, v in enumerate(turns(rng, rows)):
        angle = np.linalg.norm(v)
        k = np.array([[0, -v[2], v[1]], [v[2], 0, -v[0]], [-v[1], v[0], 0]]) / angle
        out[row, :3, :3] = np.eye(3) + np.sin(angle) * k + (1 - np.cos(angle)) * k @ k
    out[:, :3, 3] = np.cumsum(rng.normal(scale=0.004, size=(rows, 3)), axis=0) + rng.normal(scale=0.2, size=3)
    return out.astype(np.float32)


def video(path, rows):
    import av
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg4", rate=30)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for row in range(rows):
            picture = np.full((48, 64, 3), 90, np.uint8)
            picture[:, row % 60:row % 60 + 4] = 200
            for packet in stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")):
                container.mux(packet)
        for packet in stream.encode():
            container.mux(packet)


def make(folder):
    import h5py
    import zarr
    folder = pathlib.Path(folder)
    if hasattr(zarr, "ZipStore"):
        make_buffer(folder / "python.zarr.zip")
    try:
        import av  # noqa: F401
        filmed = True
    except ImportError:
        filmed = False
    rng = np.random.default_rng(11)
    for layout in ("earliest", "latest"):
        task = folder / f"egodex-{layout}" / "fold_the_towel"
        task.mkdir(parents=True)
        rows = 70
        with h5py.File(task / "0.hdf5", "w", libver=layout) as f:
            f.create_dataset("camera/intrinsic", data=np.array([[736.6, 0, 32], [0, 736.6, 24], [0, 0, 1]], np.float32))
            for i, joint in enumerate(["camera"] + [s + j for s in ("left", "right") for j in HAND] + ["hip", "spine1"]):
                how = [{}, dict(compression="gzip", shuffle=True, chunks=(16, 4, 4)), dict(compression="lzf", chunks=(7, 4, 4)),
                       dict(chunks=(5, 4, 4), maxshape=(None, 4, 4)), dict(fletcher32=True, chunks=(9, 4, 4)),
                       dict(chunks=(4, 2, 4), maxshape=(None, None, 4), compression="gzip")][i % 6]
                f.create_dataset(f"transforms/{joint}", data=matrices(rng, rows), **how)
                if joint != "camera" and layout == "latest":
                    f.create_dataset(f"confidences/{joint}", data=np.ones(rows, np.float32))
            f.attrs["llm_description"] = "Fold the towel – twice"
            f.attrs["llm_objects"] = ["towel", "table"]
            f.attrs["llm_type"] = "reversible"
            f.attrs["which_llm_description"] = "2"
            f.attrs["llm_description2"] = "Unfold the towel"
            f.attrs["annotated"] = True
            for k in range(20):
                f.attrs[f"more{k}"] = "x" * 10 * k
        if filmed:
            video(task / "0.mp4", rows)
        else:
            # The other environment has made one of as many pictures.
            (task / "0.mp4").write_bytes((folder.parent / "two-made" / f"egodex-{layout}" / "fold_the_towel" / "0.mp4").read_bytes())


def make_buffer(path):
    import zarr
    from numcodecs import Blosc, GZip, LZ4, Zlib, Zstd
    packings = [None, Zlib(1), GZip(6), Zstd(3), LZ4()] + [
        Blosc(name, clevel=5, shuffle=shuffle) for name in ("lz4", "lz4hc", "zstd", "zlib", "blosclz") for shuffle in (0, 1, 2)]
    rng = np.random.default_rng(12)
    rows, ends = 61, [30, 61]
    with zarr.ZipStore(str(path), mode="w") as store:
        g = zarr.group(store=store)
        g.create_group("meta").create_dataset("episode_ends", data=np.array(ends, np.int64), compressor=None)
        data = g.create_group("data")
        for i, packing in enumerate(packings):
            robot = f"robot{i:02d}"
            data.create_dataset(f"{robot}_eef_pos", data=np.cumsum(rng.normal(scale=.003, size=(rows, 3)), 0).astype(np.float32),
                                chunks=(30, 3), compressor=packing)
            data.create_dataset(f"{robot}_eef_rot_axis_angle", data=turns(rng, rows).astype(np.float32),
                                chunks=(7, 2), compressor=packing)
            data.create_dataset(f"{robot}_gripper_width", data=rng.uniform(0, .08, (rows, 1)).astype(np.float32),
                                chunks=(11, 1), compressor=packing)
            for end in ("start", "end"):
                data.create_dataset(f"{robot}_demo_{end}_pose", data=np.zeros((rows, 6)), chunks=(50, 6), compressor=packing)
        y, x = np.mgrid[0:48, 0:48]
        smooth = np.stack([np.stack([(x * 3 + row) % 200 + 20, (y * 4) % 256, (x + y) * 2], -1) for row in range(rows)])
        for i, packing in enumerate((None, Blosc("zstd", 5, Blosc.BITSHUFFLE), Blosc("lz4", 5, Blosc.NOSHUFFLE), Zlib(1))):
            data.create_dataset(f"camera{i}_rgb", data=smooth.astype(np.uint8), chunks=(1, 48, 48, 3), compressor=packing)


def again(made, exported):
    made, exported = pathlib.Path(made), pathlib.Path(exported)
    if made.suffix == ".zip":
        a, b = tree(made)["data"], tree(exported / "dataset.zarr.zip")["data"]
        robots = sorted(name[:-8] for name in a.array_keys() if name.endswith("_eef_pos"))
        for i, robot in enumerate(robots):
            for part in ("eef_pos", "eef_rot_axis_angle", "gripper_width"):
                off = np.abs(a[f"{robot}_{part}"][:] - b[f"robot{i}_{part}"][:]).max()
                # Its rate has no end as a number; rows lie a hair beside the samples.
                need(off < 1e-5, f"{robot}_{part} is {off} off")
        cameras = [name for name in a.array_keys() if name.startswith("camera")]
        print(f"{len(robots)} grippers in as many packings came back as they were, {len(cameras)} cameras with them")
        return
    import h5py
    for file in made.glob("*/*.hdf5"):
        there = list(exported.glob("*/*.hdf5"))
        need(len(there) == 1, "one episode")
        with h5py.File(file) as a, h5py.File(there[0]) as b:
            joints = [s + j for s in ("left", "right") for j in HAND] + ["camera"]
            off = max(np.abs(a["transforms"][j][()] - b["transforms"][j][()]).max() for j in joints)
            need(off < 1e-5, f"{file} is {off} off")
            need(b.attrs["llm_description"] == "Unfold the towel", b.attrs["llm_description"])
            print(f"{file.parent.parent.name}, h5py {h5py.__version__}: {len(joints)} places came back within {off:.1e}")


def register_jpegxl():
    import imagecodecs
    import imagecodecs.numcodecs
    import numcodecs
    need(imagecodecs.JPEGXL.available, "no JPEG XL here")
    numcodecs.register_codec(imagecodecs.numcodecs.Jpegxl)
    return imagecodecs.numcodecs.Jpegxl


def jpegxl(path):
    import zarr
    codec = register_jpegxl()
    rng = np.random.default_rng(13)
    rows, high, wide = 30, 96, 128
    y, x = np.mgrid[0:high, 0:wide]
    smooth = np.stack([np.stack([(x + 3 * row) % 200 + 20, (y * 2 + row) % 230, (x + y) % 220], -1) for row in range(rows)])
    rough = np.clip(smooth + rng.normal(scale=4, size=smooth.shape), 0, 255).astype(np.uint8)
    # As UMI calls it, as DexUMI does, and whatever else a buffer may hold.
    packings = [(1, codec(level=99, numthreads=1)), (1, codec(level=99, lossless=False, numthreads=1)),
                (1, codec(level=80, lossless=False, numthreads=1)), (1, codec(lossless=True, effort=7)),
                (1, codec(level=95, lossless=False, usecontainer=True)), (4, codec(level=99, lossless=False)),
                (4, codec(lossless=True))]
    with zarr.ZipStore(path, mode="w") as store:
        g = zarr.group(store=store)
        g.create_group("meta").create_dataset("episode_ends", data=np.array([rows], np.int64), compressor=None)
        data = g.create_group("data")
        data.create_dataset("robot0_eef_pos", data=np.cumsum(rng.normal(scale=.003, size=(rows, 3)), 0).astype(np.float32), compressor=None)
        data.create_dataset("robot0_eef_rot_axis_angle", data=turns(rng, rows).astype(np.float32), compressor=None)
        data.create_dataset("robot0_gripper_width", data=rng.uniform(0, .08, (rows, 1)).astype(np.float32), compressor=None)
        for end in ("start", "end"):
            data.create_dataset(f"robot0_demo_{end}_pose", data=np.zeros((rows, 6)), compressor=None)
        for i, (together, packing) in enumerate(packings):
            data.create_dataset(f"camera{i}_rgb", data=rough, chunks=(together, high, wide, 3), compressor=packing)


def jpegxl_pixels(path, folder):
    """What we unpacked, picture for picture, against what Python unpacks."""
    import imagecodecs
    register_jpegxl()
    said = []
    for name, array in tree(path)["data"].arrays():
        if name.startswith("camera"):
            theirs = array[:]
            ours = np.fromfile(pathlib.Path(folder) / name, np.uint8).reshape(theirs.shape)
            off = int(np.abs(ours.astype(int) - theirs).max())
            need(off <= (0 if array.compressor.lossless else 1), f"{name} is {off} levels off")
            said.append(f"{name} {off}")
    need(len(said) == 7, f"{len(said)} cameras")
    print(f"{imagecodecs.jpegxl_version()} in Python, levels between its pictures and ours at most: {', '.join(said)}")


def jpegxl_filmed(path, library):
    register_jpegxl()
    bundles = sorted(p.parent for p in pathlib.Path(library).glob("episodes/*/*/*/*/episode.json"))
    need(len(bundles) == 1, "one bundle")
    worst = []
    for name, array in tree(path)["data"].arrays():
        if name.startswith("camera"):
            shown_pictures = frames(bundles[0] / f"{name[:-4]}.mp4")
            need(len(shown_pictures) == array.shape[0], f"{name}: {len(shown_pictures)} pictures")
            worst.append(min(psnr(a, b) for a, b in zip(shown_pictures, array[:])))
    need(len(worst) == 7 and min(worst) > 28, f"pictures at {worst} dB")
    print(f"an episode of {len(worst)} cameras, each picture at {min(worst):.1f} dB and more of what Python unpacks")


{"ours": ours, "opens": opens, "buffer": buffer, "make": make, "again": again, "jpegxl": jpegxl, "jpegxl_pixels": jpegxl_pixels,
 "jpegxl_filmed": jpegxl_filmed}[sys.argv[1]](*sys.argv[2:])
