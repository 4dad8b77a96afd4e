<?php
/**
 * A visitor's way through the store, told to a real Parley: php scenario.php ADDRESS STORE SECRET
 *
 * Prints as JSON what the plugin said and heard.
 */

require_once __DIR__ . '/plugin.php';

/** Finish a request of the visitor's. */
function next_request(): array {
	do_action( 'shutdown' );
	return Parley_Status::last();
}

$settings = connected( $argv[1], $argv[2], $argv[3] );
$said     = array( 'check' => ( new Parley_Check( $settings ) )->run() );

WC()->cart->add_to_cart( 20, 2, 43 );
WC()->cart->apply_coupon( 'save10' );
$said['filled'] = next_request();

Parley_Test_State::$user = 7;
try {
	do_action( 'wc_ajax_parley_identity' );
} catch ( Parley_Test_End $end ) {
	$said['identity'] = json_decode( $end->getMessage(), true );
}

WC()->cart->add_to_cart( 18 );
$said['more'] = next_request();

$order = new WC_Order( 501 );
do_action( 'woocommerce_checkout_create_order', $order, array() );
do_action( 'woocommerce_checkout_order_processed', 501, array(), $order );
WC()->cart->empty_cart();
$said['ordered'] = next_request();
$said['meta']    = $order->meta;

$privacy         = new Parley_Privacy( $settings );
$said['export']  = $privacy->export( 'nobody@example.com', 1 );
$said['erasure'] = $privacy->erase( 'nobody@example.com', 1 );

echo json_encode( $said );
