"""An agent answers: whoever answers what nobody has, has it."""

from integration_app import conversations
from integration_app.conversations import Posted
from integration_app.conversations.models import Conversation
from integration_app.routing import operations
from integration_app.stores.models import Agent


def reply(conversation: Conversation, *, agent: Agent, text: str, client_id: str) -> Posted:
    """Send an agent's words; take the conversation first where the bot or the queue holds it, or it was closed.

    A colleague's conversation stays his. :raises TakenMeanwhile: if somebody took it in the same moment.
    """
    if conversation.holder != operations.AGENT:
        operations.take(conversation, agent=agent)
    return conversations.send(
        conversation, author=conversations.AGENT, text=text, agent_id=agent.id, client_id=client_id
    )
