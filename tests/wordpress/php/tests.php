<?php
/**
 * What the plugin does, with doubles of WordPress and WooCommerce around it.
 */

function same( $right, $found, string $what = '' ): void {
	if ( $right !== $found ) {
		throw new Exception( $what . ' should be ' . var_export( $right, true ) . ', is ' . var_export( $found, true ) );
	}
}

/** Run something that ends the request, and return what it ended with. */
function ends( callable $run ): string {
	try {
		$run();
	} catch ( Parley_Test_End $end ) {
		return $end->getMessage();
	}
	throw new Exception( 'The request went on.' );
}

/** Finish the request, and return the reports that were sent in it. */
function shut_down(): array {
	Parley_Test_State::$requests = array();
	do_action( 'shutdown' );
	return array_map(
		function ( $request ) {
			return json_decode( $request['body'], true );
		},
		Parley_Test_State::$requests
	);
}

function test_a_connection_line_is_read() {
	$found = Parley_Settings::from_line( "  https://Parley.example/ | abcDEF123 | " . SECRET . "\n" );
	same( 'https://parley.example', $found->address );
	same( 'abcDEF123', $found->store );
	same( true, $found->is_connected() );
	same( 'http://10.0.0.5:8000/chat', Parley_Settings::clean_address( 'http://10.0.0.5:8000/chat/' ) );
	same( 'https://parley.example', Parley_Settings::clean_address( 'parley.example' ) );
}

function test_what_is_no_connection_line_is_not_taken() {
	$lines = array( '', 'x', '||', 'https://p.example|store123', 'ftp://p.example|store123|' . SECRET, 'https://p.example|st|' . SECRET, 'https://p.example|store123|short', 'https://p.example|store"1|' . SECRET, 'https://me@p.example|store123|' . SECRET, 'javascript:alert(1)|store123|' . SECRET );
	foreach ( $lines as $line ) {
		same( null, Parley_Settings::from_line( $line ), $line );
	}
}

function test_parley_is_reached_wherever_it_stands_and_nothing_beside() {
	connected();
	same( true, apply_filters( 'http_request_host_is_external', false, 'parley.lan', 'http://parley.lan:8000/healthz' ) );
	same( array( 80, 443, 8080, 8000 ), apply_filters( 'http_allowed_safe_ports', array( 80, 443, 8080 ), 'parley.lan', 'http://parley.lan:8000/x' ) );
	$others = array( 'http://parley.lan:8001/', 'http://parley.lan/', 'https://parley.lan/', 'http://other.lan:8000/', 'http://parley.lan.evil.example:8000/', 'http://evil.example:8000/?parley.lan:8000' );
	foreach ( $others as $url ) {
		$host = parse_url( $url, PHP_URL_HOST );
		same( false, apply_filters( 'http_request_host_is_external', false, $host, $url ), $url );
		same( array( 80 ), apply_filters( 'http_allowed_safe_ports', array( 80 ), $host, $url ), $url );
	}
	same( true, apply_filters( 'http_request_host_is_external', true, 'other.lan', 'http://other.lan/' ) );
}

function test_a_changed_cart_is_told_once_a_request() {
	connected();
	answer_with( 200 );
	WC()->cart->add_to_cart( 20, 2, 43 );
	WC()->cart->add_to_cart( 18 );
	WC()->cart->apply_coupon( 'save10' );
	$reports = shut_down();
	same( 1, count( $reports ) );
	list( $report ) = $reports;
	same( array( 'Trail Jacket', 'M', 2, '42.25', 20, 43, 'TJ-M' ), array_slice( array_values( $report['lines'][0] ), 1 ) );
	same( 'Trail Cap', $report['lines'][1]['title'] );
	same( '92.25', $report['total'] );
	same( array( 'EUR', 'de-DE', WC()->cart->get_cart_hash() ), array( $report['currency'], $report['locale'], $report['cart_hash'] ) );
	same( 'https://trail.example/cart/?parley_cart=43:2,18:1', $report['recovery_url'] );
	same( 1, preg_match( '/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/', $report['updated_at'] ) );
	same( array(), shut_down(), 'a second shutdown' );
}

function test_it_names_the_cart_and_nobody() {
	connected();
	answer_with( 200 );
	Parley_Test_State::$user = 7;
	WC()->cart->add_to_cart( 18 );
	list( $first ) = shut_down();
	WC()->cart->add_to_cart( 18 );
	list( $second ) = shut_down();
	same( $first['token'], $second['token'] );
	same( 36, strlen( $first['token'] ) );
	same( array( 'token', 'updated_at', 'locale', 'cart_hash', 'total', 'currency', 'lines', 'recovery_url' ), array_keys( $first ) );
}

function test_what_changes_nothing_is_not_told() {
	connected();
	answer_with( 200 );
	same( array(), shut_down(), 'a page view' );
	WC()->cart->empty_cart();
	same( array(), shut_down(), 'emptying an empty cart' );
	$key = WC()->cart->add_to_cart( 18, 2 );
	shut_down();
	WC()->cart->set_quantity( $key, 2 );
	same( array(), shut_down(), 'the same quantity' );
	WC()->cart->empty_cart( false );
	same( array(), shut_down(), 'signing out' );
}

function test_less_and_none_are_told() {
	connected();
	answer_with( 200 );
	$key = WC()->cart->add_to_cart( 18, 2 );
	shut_down();
	WC()->cart->set_quantity( $key, 1 );
	list( $less ) = shut_down();
	same( 1, $less['lines'][0]['quantity'] );
	WC()->cart->remove_cart_item( $key );
	list( $none ) = shut_down();
	same( array( array(), 'https://trail.example/cart/' ), array( $none['lines'], $none['recovery_url'] ) );
}

function test_an_order_ends_the_cart_in_the_classic_checkout() {
	connected();
	answer_with( 200 );
	WC()->cart->add_to_cart( 18 );
	list( $before ) = shut_down();
	$order = new WC_Order( 501 );
	do_action( 'woocommerce_checkout_create_order', $order, array() );
	do_action( 'woocommerce_checkout_order_processed', 501, array(), $order );
	WC()->cart->empty_cart();
	$reports = shut_down();
	same( 1, count( $reports ) );
	same( array( $before['token'], 501, 1 ), array( $reports[0]['token'], $reports[0]['order_id'], count( $reports[0]['lines'] ) ) );
	same( $before['token'], $order->meta['_parley_cart'] );
	WC()->cart->add_to_cart( 18 );
	list( $next ) = shut_down();
	same( false, $next['token'] === $before['token'], 'the next cart has another name' );
}

function test_an_order_ends_the_cart_in_the_checkout_block() {
	connected();
	answer_with( 200 );
	WC()->cart->add_to_cart( 18 );
	list( $before ) = shut_down();
	$order = new WC_Order( 502 );
	do_action( 'woocommerce_store_api_checkout_order_processed', $order );
	list( $report ) = shut_down();
	same( array( $before['token'], 502 ), array( $report['token'], $report['order_id'] ) );
	same( array( '_parley_cart' => $before['token'] ), $order->saved );
}

function test_a_report_is_sent_safely_signed_and_without_waiting() {
	connected();
	answer_with( 200 );
	WC()->cart->add_to_cart( 18 );
	shut_down();
	same( true, Parley_Test_State::$requests[0]['blocking'], 'the first, whose answer is looked at' );
	WC()->cart->add_to_cart( 18 );
	shut_down();
	$sent = Parley_Test_State::$requests[0];
	same( ADDRESS . '/webhooks/woocommerce/' . STORE . '/cart', $sent['url'] );
	same( array( false, 1, 0 ), array( $sent['blocking'], $sent['timeout'], $sent['redirection'] ) );
	$time = $sent['headers']['X-Parley-Timestamp'];
	same( hash_hmac( 'sha256', $time . '.' . $sent['body'], SECRET ), $sent['headers']['X-Parley-Signature'] );
}

function test_a_parley_that_is_away_is_left_alone_for_a_minute() {
	connected();
	add_filter(
		'pre_http_request',
		function () {
			return new WP_Error( 'http_request_failed', 'No answer.' );
		}
	);
	WC()->cart->add_to_cart( 18 );
	same( 1, count( shut_down() ) );
	WC()->cart->add_to_cart( 18 );
	same( 0, count( shut_down() ) );
	same( 'away', Parley_Status::last()['problem'] );
	delete_transient( Parley_Status::PAUSE );
	WC()->cart->add_to_cart( 18 );
	same( 1, count( shut_down() ) );
}

function test_a_refusal_is_seen_and_said() {
	connected();
	answer_with( 401 );
	WC()->cart->add_to_cart( 18 );
	shut_down();
	same( 'refused', Parley_Status::last()['problem'] );
}

function test_only_a_signed_in_customer_gets_a_word() {
	$settings = connected();
	$guest    = json_decode( ends( fn() => do_action( 'wc_ajax_parley_identity' ) ), true );
	same( array( 'token' => null, 'cart' => null ), $guest );
	Parley_Test_State::$user = 7;
	WC()->cart->add_to_cart( 18 );
	$known = json_decode( ends( fn() => do_action( 'wc_ajax_parley_identity' ) ), true );
	list( $said, $signature ) = explode( '.', $known['token'] );
	same( hash_hmac( 'sha256', $said, SECRET ), $signature );
	$claims = json_decode( base64_decode( strtr( $said, '-_', '+/' ) ), true );
	same( array( 'shop', 'customer_id', 'exp', 'nonce' ), array_keys( $claims ) );
	same( array( STORE, 7, true ), array( $claims['shop'], $claims['customer_id'], abs( $claims['exp'] - time() - 300 ) < 2 ) );
	same( array( 1, 1800, 'EUR' ), array_slice( array_values( $known['cart'] ), 1 ) );
}

function test_another_sites_page_gets_nothing() {
	connected();
	Parley_Test_State::$user = 7;
	WC()->cart->add_to_cart( 18 );
	foreach ( array( 'cross-site', 'same-site', 'none' ) as $site ) {
		$_SERVER['HTTP_SEC_FETCH_SITE'] = $site;
		same( '{"token":null,"cart":null}', ends( fn() => do_action( 'wc_ajax_parley_identity' ) ), $site );
	}
}

function test_a_cart_from_before_the_plugin_is_told_when_the_chat_asks() {
	Parley_Test_State::reset();
	WC()->cart->add_to_cart( 18 );
	$cart     = WC()->cart;
	$settings = new Parley_Settings( ADDRESS, STORE, SECRET );
	$settings->save();
	( new Parley_Plugin() )->hook_in();
	answer_with( 200 );
	$known = json_decode( ends( fn() => do_action( 'wc_ajax_parley_identity' ) ), true );
	list( $report ) = shut_down();
	same( $known['cart']['token'], $report['token'] );
}

function test_the_tag_tells_the_page_and_nobody() {
	connected();
	Parley_Test_State::$user = 7;
	Parley_Test_State::$true = array( 'is_product' => true, 'is_singular' => true );
	do_action( 'wp_enqueue_scripts' );
	same( array( 'parley-widget', ADDRESS . '/widget.js', array( 'in_footer' => true, 'strategy' => 'async' ) ), Parley_Test_State::$options['script'] );
	$tag = apply_filters( 'script_loader_tag', "<script src='" . ADDRESS . "/widget.js' id='parley-widget-js'></script>\n", 'parley-widget' );
	foreach ( array( ' async', 'data-store="store123"', 'data-locale="de-DE"', 'data-currency="EUR"', 'data-page="product"', 'data-product="18"', 'data-product-name="Trail Cap"', 'data-identity="/?wc-ajax=parley_identity"' ) as $part ) {
		same( true, false !== strpos( $tag, $part ), $part );
	}
	same( false, strpos( $tag, '"7"' ) );
	same( '<script src="x"></script>', apply_filters( 'script_loader_tag', '<script src="x"></script>', 'jquery' ) );
}

function test_kinds_of_page() {
	foreach ( array(
		'order'      => array( 'is_order_received_page', 'is_checkout', 'is_singular' ),
		'checkout'   => array( 'is_checkout', 'is_singular' ),
		'cart'       => array( 'is_cart', 'is_singular' ),
		'home'       => array( 'is_front_page', 'is_shop' ),
		'collection' => array( 'is_shop' ),
		'page'       => array( 'is_singular' ),
		'other'      => array(),
	) as $kind => $true ) {
		Parley_Test_State::$true = array_fill_keys( $true, true );
		same( $kind, Parley_Page::kind() );
	}
}

function test_no_chat_on_previews_or_where_a_theme_says_so() {
	connected();
	Parley_Test_State::$true['is_preview'] = true;
	do_action( 'wp_enqueue_scripts' );
	same( false, isset( Parley_Test_State::$options['script'] ) );
	Parley_Test_State::$true = array();
	add_filter( 'parley_show_widget', fn() => false );
	do_action( 'wp_enqueue_scripts' );
	same( false, isset( Parley_Test_State::$options['script'] ) );
}

function test_unconnected_it_does_nothing_on_the_store() {
	Parley_Test_State::reset();
	( new Parley_Plugin() )->hook_in();
	same( array( 'rest_api_init' ), array_keys( Parley_Test_State::$hooks ) );
}

function test_a_link_fills_an_empty_cart_and_brings_its_coupon() {
	connected();
	answer_with( 200 );
	$_GET = array( 'parley_cart' => '43:2,18:1,50:1,999:1,18:x,-1:2', 'parley_coupon' => 'SAVE10' );
	same( '/cart/', ends( fn() => do_action( 'wp_loaded' ) ) );
	same( 3, WC()->cart->get_cart_contents_count() );
	same( true, WC()->cart->has_discount( 'save10' ) );
	$_GET = array( 'parley_cart' => '18:9' );
	ends( fn() => do_action( 'wp_loaded' ) );
	same( 3, WC()->cart->get_cart_contents_count(), 'a filled cart' );
}

function test_a_coupon_waits_for_a_cart() {
	connected();
	$_GET = array( 'parley_coupon' => 'SAVE10' );
	ends( fn() => do_action( 'wp_loaded' ) );
	same( array( false, true ), array( WC()->cart->has_discount( 'save10' ), WC()->session->kept ) );
	WC()->cart->add_to_cart( 18 );
	same( true, WC()->cart->has_discount( 'save10' ) );
}

function test_the_settings_take_a_pasted_line_from_those_who_may() {
	Parley_Test_State::reset();
	$admin = new Parley_Admin( Parley_Settings::load() );
	$_POST = array( 'parley_line' => ADDRESS . '|' . STORE . '|' . SECRET, '_wpnonce' => 'nonce-parley_paste' );
	same( 'died: You may not change this.', ends( array( $admin, 'paste' ) ) );
	Parley_Test_State::$rights = array( 'manage_woocommerce' );
	$_POST['_wpnonce']         = 'nonce-parley_test';
	same( 'bad nonce', ends( array( $admin, 'paste' ) ) );
	same( false, Parley_Settings::load()->is_connected() );
	$_POST['_wpnonce'] = 'nonce-parley_paste';
	answer_with( 200, '{"store":"Trail","allowed":true}' );
	same( 'https://trail.example/wp-admin/admin.php?page=parley&parley_said=connected', ends( array( $admin, 'paste' ) ) );
	same( true, Parley_Settings::load()->is_connected() );
	$_POST = array( '_wpnonce' => 'nonce-parley_disconnect' );
	ends( array( new Parley_Admin( Parley_Settings::load() ), 'disconnect' ) );
	same( array( 'address' => ADDRESS, 'store' => '', 'secret' => '' ), get_option( 'parley_settings' ) );
}

function test_connect_goes_to_the_parley_that_was_entered_with_a_code() {
	Parley_Test_State::reset();
	Parley_Test_State::$rights = array( 'manage_woocommerce' );
	$_POST                     = array( 'parley_address' => 'parley.example', '_wpnonce' => 'nonce-parley_connect' );
	$there                     = ends( array( new Parley_Admin( Parley_Settings::load() ), 'connect' ) );
	same( 1, preg_match( '#^https://parley\.example/console/connect/woocommerce\?address=https%3A%2F%2Ftrail\.example&hello=([A-Za-z0-9]{43})$#', $there, $found ) );
	same( hash( 'sha256', $found[1] ), get_transient( Parley_Hello::CODE ) );
	same( array( 'x', 'parley.example' ), apply_filters( 'allowed_redirect_hosts', array( 'x' ) ) );
}

function test_parley_hands_over_the_secret_once_for_the_right_code() {
	Parley_Test_State::reset();
	( new Parley_Settings( ADDRESS ) )->save();
	$code  = Parley_Hello::new_code();
	$hello = new Parley_Hello( Parley_Settings::load() );
	$right = array( 'code' => $code, 'store' => STORE, 'secret' => SECRET );
	same( 'parley_code', $hello->may( new WP_REST_Request( array( 'code' => 'guess' ) + $right ) )->get_error_code() );
	same( true, $hello->may( new WP_REST_Request( $right ) ) );
	same( 'parley_values', $hello->take( new WP_REST_Request( array( 'secret' => 'short' ) + $right ) )->get_error_code() );
	same( array( 'connected' => true ), $hello->take( new WP_REST_Request( array( 'address' => 'https://evil.example' ) + $right ) ) );
	same( array( 'address' => ADDRESS, 'store' => STORE, 'secret' => SECRET ), get_option( 'parley_settings' ) );
	same( 'parley_code', $hello->may( new WP_REST_Request( $right ) )->get_error_code(), 'the code a second time' );
}

function test_the_test_says_what_is_wrong() {
	$settings = connected();
	answer_with( 502 );
	same( array( array( false, 'Something answers at ' . ADDRESS . ', but it is no Parley.' ) ), ( new Parley_Check( $settings ) )->run() );
	same( 'away', Parley_Status::last()['problem'] );
	$settings = connected();
	add_filter(
		'pre_http_request',
		function ( $made, $args, $url ) {
			$is_report = false !== strpos( $url, '/webhooks/' );
			return array( 'response' => array( 'code' => $is_report ? 401 : 200 ), 'body' => "This was not signed\nwith this store's plugin secret." );
		},
		10,
		3
	);
	$lines = ( new Parley_Check( $settings ) )->run();
	same( array( true, true, false ), array_column( $lines, 0 ) );
	same( true, false !== strpos( $lines[2][1], "not signed with this store's" ) );
	same( 'refused', Parley_Status::last()['problem'] );
	$settings = connected();
	answer_with( 200, '{"store":"Trail","allowed":false}' );
	$lines = ( new Parley_Check( $settings ) )->run();
	same( array( true, true, true, false ), array_column( $lines, 0 ) );
	same( '', Parley_Status::last()['problem'] );
}

function test_the_page_shows_no_secret() {
	$settings                  = connected();
	$_GET['parley_said']       = '<script>';
	set_transient( Parley_Admin::result_name(), array( array( false, '<b>broken</b>' ) ) );
	ob_start();
	( new Parley_Screen( $settings ) )->show();
	$page = ob_get_clean();
	same( false, strpos( $page, SECRET ) );
	same( false, strpos( $page, '<b>' ) );
	same( false, strpos( $page, '<script>' ) );
	same( true, false !== strpos( $page, '&lt;b&gt;broken' ) );
	same( 4, substr_count( $page, '_wpnonce' ) );
}

function test_exporter_and_eraser_ask_parley() {
	connected();
	answer_with( 200, '{"records":[{"part":"messages","id":"m1","data":{"text":"Wo ist <b>es</b>?","seq":3,"cards":[1]}}],"done":true}' );
	$exporters = apply_filters( 'wp_privacy_personal_data_exporters', array() );
	$told      = ( $exporters['parley']['callback'] )( 'cleo@example.com', 1 );
	same( true, $told['done'] );
	same( array( 'parley-messages', 'Parley: Messages', 'parley-messages-m1' ), array_slice( array_values( $told['data'][0] ), 0, 3 ) );
	same( array( 'name' => 'text', 'value' => 'Wo ist &lt;b&gt;es&lt;/b&gt;?' ), $told['data'][0]['data'][0] );
	connected();
	answer_with( 200, '{"done":false,"rows":3,"held_because":"dispute"}' );
	$erasers = apply_filters( 'wp_privacy_personal_data_erasers', array() );
	$erased  = ( $erasers['parley']['callback'] )( 'cleo@example.com', 1 );
	same( array( 'items_removed' => true, 'items_retained' => true, 'messages' => array( 'Parley keeps this data for now: dispute' ), 'done' => true ), $erased );
	connected();
	answer_with( 503 );
	$erasers = apply_filters( 'wp_privacy_personal_data_erasers', array() );
	same( true, is_wp_error( ( $erasers['parley']['callback'] )( 'cleo@example.com', 1 ) ) );
}

function test_uninstalling_leaves_nothing() {
	connected();
	Parley_Status::note( 'away' );
	Parley_Hello::new_code();
	define( 'WP_UNINSTALL_PLUGIN', 'parley/parley.php' );
	require dirname( __DIR__, 3 ) . '/storefront_widget/wordpress/uninstall.php';
	same( array( array(), array() ), array( Parley_Test_State::$options, Parley_Test_State::$transients ) );
	Parley_Test_State::$true['is_multisite'] = true;
	parley_clean_up();
	same( array( 1, 2 ), get_option( 'switched' ) );
}
