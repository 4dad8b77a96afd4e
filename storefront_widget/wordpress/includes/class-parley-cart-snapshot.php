<?php
/**
 * A cart in plain values.
 *
 * @package Parley
 */

defined( 'ABSPATH' ) || exit;

/**
 * Reads a WooCommerce cart: what is in it and what it costs. Names nobody.
 */
class Parley_Cart_Snapshot {

	/**
	 * Return a cart as Parley is told of it.
	 *
	 * @param WC_Cart $cart The cart, its totals calculated.
	 * @return array<string, mixed>
	 */
	public static function of( WC_Cart $cart ): array {
		$lines = array();
		foreach ( $cart->get_cart() as $key => $item ) {
			if ( isset( $item['data'] ) && $item['data'] instanceof WC_Product && $item['quantity'] > 0 ) {
				$lines[] = self::line( (string) $key, $item, $cart->display_prices_including_tax() );
			}
		}
		return array(
			'cart_hash'    => $cart->get_cart_hash(),
			'total'        => self::amount( (float) $cart->get_total( 'edit' ) ),
			'currency'     => get_woocommerce_currency(),
			'lines'        => $lines,
			'recovery_url' => Parley_Links::to_cart( $lines ),
		);
	}

	/**
	 * Return one line.
	 *
	 * @param string               $key      Its name in the cart.
	 * @param array<string, mixed> $item     The line as WooCommerce holds it.
	 * @param bool                 $with_tax Whether this store shows prices with tax.
	 * @return array<string, mixed>
	 */
	private static function line( string $key, array $item, bool $with_tax ): array {
		$product = $item['data'];
		$sum     = (float) ( $item['line_subtotal'] ?? 0 ) + ( $with_tax ? (float) ( $item['line_subtotal_tax'] ?? 0 ) : 0.0 );
		return array(
			'key'          => $key,
			'title'        => wp_strip_all_tags( $product->get_title() ),
			'variant'      => $product->is_type( 'variation' ) ? wp_strip_all_tags( wc_get_formatted_variation( $product, true, false ) ) : '',
			'quantity'     => (int) ceil( (float) $item['quantity'] ),
			'price'        => self::amount( $sum / (float) $item['quantity'] ),
			'product_id'   => (int) $item['product_id'],
			'variation_id' => (int) $item['variation_id'],
			'sku'          => (string) $product->get_sku(),
		);
	}

	/**
	 * Write an amount as JSON carries it exactly.
	 *
	 * @param float $amount In the cart's currency.
	 * @return string
	 */
	private static function amount( float $amount ): string {
		return number_format( $amount, wc_get_price_decimals(), '.', '' );
	}
}
