"""What gunicorn serves: ``gunicorn -c gunicorn.conf.py wsgi:application``."""

from integration_app import config as settings
from integration_app import serve

application = serve.application(settings.from_environment())
