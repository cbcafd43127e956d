"""What a broker of each version is asked."""

from administration import *  # noqa: F403
from kpp_test import main
from main_job import *  # noqa: F403

if __name__ == "__main__":
    main()
