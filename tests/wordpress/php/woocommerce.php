<?php
/**
 * As much of WooCommerce as the plugin meets: carts, sessions, orders. Hooks fire when and with what the real one's do.
 */

class WC_Session {
	public $data  = array();
	public $kept  = false;

	public function get( $key, $default = null ) {
		return $this->data[ $key ] ?? $default;
	}

	public function set( $key, $value ) {
		if ( null === $value ) {
			unset( $this->data[ $key ] );
		} else {
			$this->data[ $key ] = $value;
		}
	}

	public function set_customer_session_cookie( $set ) {
		$this->kept = $set;
	}
}

class WC_Product {
	private $is;

	public function __construct( array $is ) {
		$this->is = $is + array( 'id' => 1, 'parent' => 0, 'title' => 'Thing', 'price' => 10.0, 'sku' => '', 'attributes' => array(), 'for_sale' => true );
	}

	public function get_id() {
		return $this->is['id'];
	}

	public function get_parent_id() {
		return $this->is['parent'];
	}

	public function get_title() {
		return $this->is['title'];
	}

	public function get_sku() {
		return $this->is['sku'];
	}

	public function get_price() {
		return $this->is['price'];
	}

	public function is_type( $type ) {
		return $type === ( $this->is['parent'] ? 'variation' : 'simple' );
	}

	public function is_purchasable() {
		return $this->is['for_sale'];
	}

	public function get_variation_attributes() {
		return $this->is['attributes'];
	}
}

class WC_Cart {
	private $lines   = array();
	private $coupons = array();

	public function add_to_cart( $product_id, $quantity = 1, $variation_id = 0, $variation = array() ) {
		$product = wc_get_product( $variation_id ? $variation_id : $product_id );
		$key     = md5( $product_id . '-' . $variation_id );
		$this->lines[ $key ] = array(
			'product_id'        => $product_id,
			'variation_id'      => $variation_id,
			'quantity'          => $quantity + ( $this->lines[ $key ]['quantity'] ?? 0 ),
			'data'              => $product,
		);
		do_action( 'woocommerce_add_to_cart', $key, $product_id, $quantity, $variation_id, $variation, array() );
		return $key;
	}

	public function set_quantity( $key, $quantity ) {
		if ( 0 === $quantity ) {
			return $this->remove_cart_item( $key );
		}
		$old                             = $this->lines[ $key ]['quantity'];
		$this->lines[ $key ]['quantity'] = $quantity;
		do_action( 'woocommerce_after_cart_item_quantity_update', $key, $quantity, $old, $this );
	}

	public function remove_cart_item( $key ) {
		unset( $this->lines[ $key ] );
		do_action( 'woocommerce_cart_item_removed', $key, $this );
	}

	public function empty_cart( $clear_persistent_cart = true ) {
		$this->lines   = array();
		$this->coupons = array();
		do_action( 'woocommerce_cart_emptied', $clear_persistent_cart );
	}

	public function apply_coupon( $code ) {
		$this->coupons[] = $code;
		do_action( 'woocommerce_applied_coupon', $code );
	}

	public function has_discount( $code ) {
		return in_array( $code, $this->coupons, true );
	}

	public function get_cart() {
		$lines = array();
		foreach ( $this->lines as $key => $line ) {
			$net           = $line['quantity'] * $line['data']->get_price();
			$lines[ $key ] = $line + array( 'line_subtotal' => $net, 'line_subtotal_tax' => $net * 0.2 );
		}
		return $lines;
	}

	public function is_empty() {
		return array() === $this->lines;
	}

	public function get_cart_contents_count() {
		return array_sum( array_column( $this->lines, 'quantity' ) );
	}

	public function get_total( $context = 'view' ) {
		$total = 0.0;
		foreach ( $this->get_cart() as $line ) {
			$total += $line['line_subtotal'] + $line['line_subtotal_tax'];
		}
		return array() === $this->coupons ? $total : $total * 0.9;
	}

	public function get_cart_hash() {
		return md5( serialize( $this->lines ) );
	}

	public function display_prices_including_tax() {
		return true;
	}

}

class WC_Order {
	public $meta  = array();
	public $saved = array();
	private $id;

	public function __construct( $id ) {
		$this->id = $id;
	}

	public function get_id() {
		return $this->id;
	}

	public function update_meta_data( $key, $value ) {
		$this->meta[ $key ] = $value;
	}

	public function save_meta_data() {
		$this->saved = $this->meta;
	}
}

class WC_AJAX {
	public static function get_endpoint( $request ) {
		return '/?wc-ajax=' . $request;
	}
}

class Parley_Test_Shop {
	public $cart;
	public $session;
	public $products = array();

	public function __construct() {
		$this->cart     = new WC_Cart();
		$this->session  = new WC_Session();
		$this->products = array(
			18 => new WC_Product( array( 'id' => 18, 'title' => 'Trail <em>Cap</em>', 'price' => 15.0, 'sku' => 'CAP' ) ),
			43 => new WC_Product( array( 'id' => 43, 'parent' => 20, 'title' => 'Trail Jacket', 'price' => 35.208333, 'sku' => 'TJ-M', 'attributes' => array( 'attribute_size' => 'M' ) ) ),
			50 => new WC_Product( array( 'id' => 50, 'title' => 'Gone', 'for_sale' => false ) ),
		);
	}
}

function WC() {
	static $shop;
	if ( null === $shop || ! empty( $GLOBALS['parley_new_shop'] ) ) {
		$GLOBALS['parley_new_shop'] = false;
		$shop                       = new Parley_Test_Shop();
	}
	return $shop;
}

function wc_get_product( $id ) {
	return WC()->products[ $id ] ?? false;
}

function wc_get_formatted_variation( $product, $flat = false, $names = true ) {
	return implode( ', ', $product->get_variation_attributes() );
}

function wc_get_price_decimals() {
	return 2;
}

function wc_get_cart_url() {
	return home_url( '/cart/' );
}

function wc_format_coupon_code( $code ) {
	return strtolower( $code );
}

function get_woocommerce_currency() {
	return 'EUR';
}
