"""All that needs a cluster of four brokers, in two racks and with two log directories each, on one such cluster."""

from controllers import *  # noqa: F403
from kpp_test import main
from log_dirs import *  # noqa: F403
from racks import *  # noqa: F403
from reassign_partitions import *  # noqa: F403

if __name__ == "__main__":
    main()
