"""Time and memory of loading one record in a process of its own: `python -m bench.loading FOLDER` prints JSON."""

import gc
import json
import resource
import sys
import time
from pathlib import Path

from data.load import load_record


def resident_mb() -> float:
    """The resident set of this process in MB (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


def peak_mb() -> float:
    """The largest resident set so far, in MB (Linux counts it in KiB)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6


def main(folder: Path) -> dict[str, float]:
    """What loading takes and leaves.

    Seconds to load and validate, and seconds of processor time, which tell a slow program from a busy machine; MB by
    which the resident set has grown after it and at its peak; MB of the frames alone. The rest of what stays resident
    is modules loaded on first use and memory that the allocators keep.
    """
    gc.collect()
    before = resident_mb()
    begin, used = time.perf_counter(), time.process_time()
    record = load_record(folder)
    seconds, processor = time.perf_counter() - begin, time.process_time() - used
    gc.collect()
    return {
        "seconds": seconds,
        "processor": processor,
        "resident": resident_mb() - before,
        "peak": peak_mb() - before,
        "frames": sum(frame.memory_usage(deep=True).sum() for frame in record.tables.values()) / 1e6,
    }


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]))))
