<?php
/**
 * Personal data.
 *
 * @package Parley
 */

defined( 'ABSPATH' ) || exit;

/**
 * Has WordPress's own tools export and erase what Parley keeps about somebody, and suggests words for the policy.
 */
class Parley_Privacy {

	/**
	 * Seconds to wait: a customer of many years has many messages.
	 */
	const PATIENCE = 25;

	/**
	 * Which Parley.
	 *
	 * @var Parley_Settings
	 */
	private $settings;

	/**
	 * Hold the settings.
	 *
	 * @param Parley_Settings $settings Which Parley.
	 */
	public function __construct( Parley_Settings $settings ) {
		$this->settings = $settings;
	}

	/**
	 * Hook in exporter and eraser.
	 *
	 * @return void
	 */
	public function hook_in() {
		add_filter( 'wp_privacy_personal_data_exporters', array( $this, 'add_exporter' ) );
		add_filter( 'wp_privacy_personal_data_erasers', array( $this, 'add_eraser' ) );
	}

	/**
	 * Hook in the suggestion for the policy.
	 *
	 * @return void
	 */
	public function suggest() {
		add_action( 'admin_init', array( $this, 'suggest_policy' ) );
	}

	/**
	 * Add the exporter.
	 *
	 * @param array<string, array<string, mixed>> $exporters The exporters there are.
	 * @return array<string, array<string, mixed>>
	 */
	public function add_exporter( $exporters ) {
		$exporters['parley'] = array(
			'exporter_friendly_name' => __( 'Parley: chats and what belongs to them', 'parley' ),
			'callback'               => array( $this, 'export' ),
		);
		return $exporters;
	}

	/**
	 * Add the eraser.
	 *
	 * @param array<string, array<string, mixed>> $erasers The erasers there are.
	 * @return array<string, array<string, mixed>>
	 */
	public function add_eraser( $erasers ) {
		$erasers['parley'] = array(
			'eraser_friendly_name' => __( 'Parley: chats and what belongs to them', 'parley' ),
			'callback'             => array( $this, 'erase' ),
		);
		return $erasers;
	}

	/**
	 * Fetch a page of what Parley keeps about somebody.
	 *
	 * @param string $email Whose.
	 * @param int    $page  Which page, from 1.
	 * @return array<string, mixed>|WP_Error
	 */
	public function export( $email, $page = 1 ) {
		$answer = $this->ask(
			array(
				'do'    => 'export',
				'email' => (string) $email,
				'page'  => (int) $page,
			)
		);
		if ( is_wp_error( $answer ) ) {
			return $answer;
		}
		return array(
			'data' => array_map( array( $this, 'item' ), (array) ( $answer['records'] ?? array() ) ),
			'done' => ! empty( $answer['done'] ),
		);
	}

	/**
	 * Have Parley erase what it keeps about somebody.
	 *
	 * @param string $email Whose.
	 * @param int    $page  Which page; everything is one.
	 * @return array<string, mixed>|WP_Error
	 */
	public function erase( $email, $page = 1 ) { // phpcs:ignore Generic.CodeAnalysis.UnusedFunctionParameter.FoundAfterLastUsed -- WordPress passes it.
		$answer = $this->ask(
			array(
				'do'    => 'erase',
				'email' => (string) $email,
			)
		);
		if ( is_wp_error( $answer ) ) {
			return $answer;
		}
		$rows     = (int) ( $answer['rows'] ?? 0 );
		$messages = array();
		if ( empty( $answer['done'] ) ) {
			$held       = (string) ( $answer['held_because'] ?? '' );
			$messages[] = '' === $held
				? __( 'Parley goes on erasing by itself. Its console shows when it is done.', 'parley' )
				/* translators: %s: the reason, as somebody wrote it in Parley. */
				: sprintf( __( 'Parley keeps this data for now: %s', 'parley' ), $held );
		}
		return array(
			'items_removed'  => $rows > 0,
			'items_retained' => array() !== $messages,
			'messages'       => $messages,
			'done'           => true,
		);
	}

	/**
	 * Suggest what the store's privacy policy may say.
	 *
	 * @return void
	 */
	public function suggest_policy() {
		$sentences = array(
			__( 'Our chat runs on Parley, a program that we host ourselves. It sets no cookies.', 'parley' ),
			__( 'When you write to us in the chat, we keep your messages, the page you wrote from, and your IP address for a limited time, so that we can answer you and keep misuse away.', 'parley' ),
			__( 'If you are signed in, your customer number is passed to the chat, so that we can answer about your orders without asking for proof.', 'parley' ),
			__( 'The content and value of your cart are passed to Parley without your name, so that the chat can help you with it.', 'parley' ),
			__( 'Parley also keeps a copy of your orders, addresses and parcels, for the same purpose. You can ask us to export or erase all of this.', 'parley' ),
		);
		$text      = '';
		foreach ( $sentences as $sentence ) {
			$text .= '<p>' . esc_html( $sentence ) . '</p>';
		}
		wp_add_privacy_policy_content( 'Parley', wp_kses_post( $text ) );
	}

	/**
	 * Ask Parley.
	 *
	 * @param array<string, mixed> $question What to ask.
	 * @return array<string, mixed>|WP_Error
	 */
	private function ask( array $question ) {
		// Parley answers the very same question only once, so that nobody else can send it again.
		$question['nonce'] = wp_generate_uuid4();
		$answer            = ( new Parley_Client( $this->settings ) )->ask( 'privacy', $question, self::PATIENCE );
		if ( is_wp_error( $answer ) ) {
			return new WP_Error( 'parley_away', __( 'Parley did not answer. Test the connection under WooCommerce, Parley, then try again.', 'parley' ) );
		}
		return $answer;
	}

	/**
	 * Shape a record as WordPress exports it.
	 *
	 * @param array<string, mixed> $record As Parley tells it.
	 * @return array<string, mixed>
	 */
	private function item( $record ): array {
		$part   = sanitize_key( $record['part'] ?? 'other' );
		$labels = array(
			'person'        => __( 'Customer', 'parley' ),
			'conversations' => __( 'Chats', 'parley' ),
			'messages'      => __( 'Messages', 'parley' ),
			'orders'        => __( 'Orders', 'parley' ),
			'carts'         => __( 'Carts', 'parley' ),
		);
		/* translators: %s: kind of record, for instance "Messages". */
		$label = sprintf( __( 'Parley: %s', 'parley' ), $labels[ $part ] ?? str_replace( '_', ' ', $part ) );
		$data  = array();
		foreach ( (array) ( $record['data'] ?? array() ) as $name => $value ) {
			$data[] = array(
				'name'  => esc_html( str_replace( '_', ' ', (string) $name ) ),
				'value' => esc_html( is_scalar( $value ) ? (string) $value : (string) wp_json_encode( $value ) ),
			);
		}
		return array(
			'group_id'    => 'parley-' . $part,
			'group_label' => $label,
			'item_id'     => 'parley-' . $part . '-' . sanitize_key( $record['id'] ?? '' ),
			'data'        => $data,
		);
	}
}
