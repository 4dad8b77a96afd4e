"""What server and browsers say to each other, in one place for both ends.

``python -m integration_app.sockets.protocol`` writes these shapes as TypeScript for the widget and the console. The
server makes them as plain dictionaries below this layer; tests hold what it really sends against them.
"""

from integration_app.sockets.protocol import acts, cards, settings, talk

MODULES = (acts, cards, talk, settings)
"""In the order in which they are written."""
