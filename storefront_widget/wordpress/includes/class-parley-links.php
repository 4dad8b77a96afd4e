<?php
/**
 * Links back into the store.
 *
 * @package Parley
 */

defined( 'ABSPATH' ) || exit;

/**
 * Links that fill a cart anew, and links that put a coupon to it: what Parley's messages lead to.
 *
 * Anybody may follow them; they do what add-to-cart links and the coupon field do, for whoever follows them.
 */
class Parley_Links {

	const CART   = 'parley_cart';
	const COUPON = 'parley_coupon';

	/**
	 * How many lines a link may hold.
	 */
	const MOST_LINES = 50;

	/**
	 * Hook in: after WooCommerce has read the cart, before a page is made.
	 *
	 * @return void
	 */
	public function hook_in() {
		add_action( 'wp_loaded', array( $this, 'follow' ), 30 );
		add_action( 'woocommerce_add_to_cart', array( $this, 'apply_kept_coupon' ), 30, 0 );
	}

	/**
	 * Return the link that fills a cart with these lines: "43:2,18:1", a variation or product and how many.
	 *
	 * @param array<int, array<string, mixed>> $lines Lines of a cart.
	 * @return string
	 */
	public static function to_cart( array $lines ): string {
		$pairs = array();
		foreach ( array_slice( $lines, 0, self::MOST_LINES ) as $line ) {
			$pairs[] = ( $line['variation_id'] > 0 ? $line['variation_id'] : $line['product_id'] ) . ':' . $line['quantity'];
		}
		$cart = wc_get_cart_url();
		return array() === $pairs ? $cart : add_query_arg( self::CART, implode( ',', $pairs ), $cart );
	}

	/**
	 * Do what the link says, and go on to the same page without it.
	 *
	 * @return void
	 */
	public function follow() {
		if ( is_admin() || ! WC()->cart instanceof WC_Cart ) {
			return;
		}
		// phpcs:disable WordPress.Security.NonceVerification.Recommended -- Links in mails carry no nonce; they do what add-to-cart links do.
		$lines  = isset( $_GET[ self::CART ] ) ? sanitize_text_field( wp_unslash( $_GET[ self::CART ] ) ) : '';
		$coupon = isset( $_GET[ self::COUPON ] ) ? sanitize_text_field( wp_unslash( $_GET[ self::COUPON ] ) ) : '';
		// phpcs:enable
		if ( '' === $lines && '' === $coupon ) {
			return;
		}
		if ( WC()->cart->is_empty() ) {
			$this->fill( $lines );
		}
		$this->use_coupon( $coupon );
		if ( wp_safe_redirect( remove_query_arg( array( self::CART, self::COUPON ) ) ) ) {
			exit;
		}
	}

	/**
	 * Put the coupon of an earlier link to a cart that has something in it now.
	 *
	 * @return void
	 */
	public function apply_kept_coupon() {
		$code = WC()->session instanceof WC_Session ? WC()->session->get( self::COUPON ) : null;
		if ( is_string( $code ) && '' !== $code ) {
			WC()->session->set( self::COUPON, null );
			WC()->cart->apply_coupon( $code );
		}
	}

	/**
	 * Put lines into an empty cart. What cannot be bought any more is left out; WooCommerce says so itself.
	 *
	 * @param string $lines As the link has them.
	 * @return void
	 */
	private function fill( string $lines ) {
		foreach ( array_slice( explode( ',', $lines ), 0, self::MOST_LINES ) as $pair ) {
			if ( 1 !== preg_match( '/^(\d{1,12}):(\d{1,3})$/', $pair, $found ) ) {
				continue;
			}
			$product = wc_get_product( (int) $found[1] );
			if ( ! $product instanceof WC_Product || ! $product->is_purchasable() ) {
				continue;
			}
			$is_variation = $product->is_type( 'variation' );
			WC()->cart->add_to_cart(
				$is_variation ? $product->get_parent_id() : $product->get_id(),
				(int) $found[2],
				$is_variation ? $product->get_id() : 0,
				$is_variation ? $product->get_variation_attributes() : array()
			);
		}
	}

	/**
	 * Put a coupon to the cart, or keep it until there is something in it.
	 *
	 * @param string $code The coupon's code.
	 * @return void
	 */
	private function use_coupon( string $code ) {
		if ( '' === $code ) {
			return;
		}
		$code = wc_format_coupon_code( $code );
		if ( ! WC()->cart->is_empty() ) {
			if ( ! WC()->cart->has_discount( $code ) ) {
				WC()->cart->apply_coupon( $code );
			}
			return;
		}
		if ( WC()->session instanceof WC_Session ) {
			WC()->session->set_customer_session_cookie( true );
			WC()->session->set( self::COUPON, $code );
		}
	}
}
