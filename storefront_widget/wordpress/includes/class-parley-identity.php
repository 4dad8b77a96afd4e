<?php
/**
 * Who visits.
 *
 * @package Parley
 */

defined( 'ABSPATH' ) || exit;

/**
 * Answers the chat's question who its visitor is: at an address of its own, never from a cache, to this store's pages only.
 *
 * A wc-ajax address sees both cookies and session, and sends no header that would let another site read the answer;
 * a REST route sees neither.
 */
class Parley_Identity {

	const ACTION = 'parley_identity';

	/**
	 * How long (seconds) the word counts on its way from the page to the chat.
	 */
	const SECONDS = 300;

	/**
	 * Which Parley.
	 *
	 * @var Parley_Settings
	 */
	private $settings;

	/**
	 * The visitor's cart.
	 *
	 * @var Parley_Cart
	 */
	private $cart;

	/**
	 * Hold what is asked.
	 *
	 * @param Parley_Settings $settings Which Parley.
	 * @param Parley_Cart     $cart     The visitor's cart.
	 */
	public function __construct( Parley_Settings $settings, Parley_Cart $cart ) {
		$this->settings = $settings;
		$this->cart     = $cart;
	}

	/**
	 * Hook in.
	 *
	 * @return void
	 */
	public function hook_in() {
		add_action( 'wc_ajax_' . self::ACTION, array( $this, 'answer' ) );
	}

	/**
	 * Answer with a short signed word, for a signed-in customer, and with the cart's name.
	 *
	 * @return void
	 */
	public function answer() {
		nocache_headers();
		if ( ! headers_sent() ) {
			header( 'Cache-Control: no-store, private, max-age=0' );
			header( 'Vary: Cookie' );
		}
		$is_ours = $this->is_from_own_page();
		wp_send_json(
			array(
				'token' => $is_ours ? $this->word() : null,
				'cart'  => $is_ours ? $this->cart->note() : null,
			)
		);
	}

	/**
	 * Return the word for a signed-in customer.
	 *
	 * @return string|null
	 */
	private function word(): ?string {
		$customer = get_current_user_id();
		if ( 0 === $customer ) {
			return null;
		}
		return $this->settings->signer()->word( $this->settings->store, $customer, time() + self::SECONDS );
	}

	/**
	 * Say whether a page of this store asks; browsers that do not say are kept from reading the answer elsewhere anyway.
	 *
	 * @return bool
	 */
	private function is_from_own_page(): bool {
		$site = isset( $_SERVER['HTTP_SEC_FETCH_SITE'] ) ? sanitize_key( wp_unslash( $_SERVER['HTTP_SEC_FETCH_SITE'] ) ) : '';
		return in_array( $site, array( '', 'same-origin' ), true );
	}
}
