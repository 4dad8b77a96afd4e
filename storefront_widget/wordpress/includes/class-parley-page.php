<?php
/**
 * What kind of page this is.
 *
 * @package Parley
 */

defined( 'ABSPATH' ) || exit;

/**
 * Says of the page that is shown what anybody may know: its kind, its language, its product. Nothing of the visitor.
 */
class Parley_Page {

	/**
	 * Return everything, by the names that the script tag's data attributes have.
	 *
	 * @return array<string, string>
	 */
	public static function data(): array {
		$data = array(
			'locale' => self::language( determine_locale() ),
			'page'   => self::kind(),
		);
		if ( function_exists( 'get_woocommerce_currency' ) ) {
			$data['currency'] = get_woocommerce_currency();
		}
		if ( 'product' === $data['page'] ) {
			$data['product']      = (string) get_queried_object_id();
			$data['product-name'] = wp_strip_all_tags( get_the_title( get_queried_object_id() ) );
		}
		return $data;
	}

	/**
	 * Return the kind of page, in Parley's words.
	 *
	 * @return string
	 */
	public static function kind(): string {
		foreach ( self::kinds() as $kind => $questions ) {
			foreach ( $questions as $question ) {
				if ( function_exists( $question ) && $question() ) {
					return $kind;
				}
			}
		}
		return 'other';
	}

	/**
	 * Return a language as browsers name it: "de-DE" for "de_DE_formal".
	 *
	 * @param string $locale As WordPress names it.
	 * @return string
	 */
	public static function language( string $locale ): string {
		return implode( '-', array_slice( explode( '_', $locale ), 0, 2 ) );
	}

	/**
	 * Return which functions answer for which kind. The first that says yes counts: a thank-you page is a checkout too.
	 *
	 * @return array<string, string[]>
	 */
	private static function kinds(): array {
		return array(
			'order'      => array( 'is_order_received_page', 'is_view_order_page' ),
			'checkout'   => array( 'is_checkout' ),
			'cart'       => array( 'is_cart' ),
			'account'    => array( 'is_account_page' ),
			'product'    => array( 'is_product' ),
			'home'       => array( 'is_front_page' ),
			'collection' => array( 'is_shop', 'is_product_taxonomy' ),
			'search'     => array( 'is_search' ),
			'page'       => array( 'is_singular' ),
		);
	}
}
